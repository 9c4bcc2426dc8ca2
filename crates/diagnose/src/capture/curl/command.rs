//! A `curl` or `Invoke-WebRequest` command: what it asks for.

use super::draft::Draft;
use super::shell::{Shell, words};

/// Options with one letter that take an argument.
const SHORT_WITH_ARGUMENT: &str = "AbcCdDeEFHhKmoPQrtTuUwxXyYz";

/// Long options without an argument that are common; all others are taken to have one unless the
/// next word is an option or a URL.
const LONG_WITHOUT_ARGUMENT: [&str; 26] = [
    "anyauth",
    "basic",
    "compressed",
    "digest",
    "fail",
    "fail-with-body",
    "get",
    "globoff",
    "head",
    "http1.0",
    "http1.1",
    "http2",
    "http2-prior-knowledge",
    "http3",
    "include",
    "insecure",
    "ipv4",
    "ipv6",
    "location",
    "location-trusted",
    "negotiate",
    "no-progress-meter",
    "ntlm",
    "show-error",
    "silent",
    "verbose",
];

/// What a command asks for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Command {
    method: Option<String>,
    url: Option<String>,
    headers: Vec<(String, String)>,
    /// The content type that the options for a body imply.
    body: Option<&'static str>,
    is_get: bool,
    is_head: bool,
}

impl Command {
    /// Takes the command that `text` begins with, if it does, and gives what follows.
    pub(super) fn take(text: &str) -> Option<(Self, &str)> {
        let first = text.split('\n').next().unwrap_or_default();
        let own = without_prompt(first);
        let start = &text[first.len() - own.len()..];
        let program = own.split([' ', '\t', '\r']).next().unwrap_or_default();
        let shell = match program {
            "curl" | "curl.exe" if is_cmd(start) => Shell::Cmd,
            "curl" | "curl.exe" if own.trim_end().ends_with('`') => Shell::Windows,
            "curl" | "curl.exe" => Shell::Posix,
            "Invoke-WebRequest" | "Invoke-RestMethod" | "iwr" | "irm" => Shell::Windows,
            _ => return None,
        };
        let (words, rest) = words(&start[program.len()..], shell);
        let mut command = Self::default();
        if program.starts_with('c') {
            command.curl(&words);
        } else {
            command.invoke(&words);
        }
        Some((command, rest))
    }

    /// The exchange that it begins.
    pub(super) fn draft(&self) -> Draft {
        let method = self.method.clone().unwrap_or_else(|| {
            let posts = self.body.is_some() && !self.is_get;
            (if self.is_head {
                "HEAD"
            } else if posts {
                "POST"
            } else {
                "GET"
            })
            .to_owned()
        });
        let mut draft = Draft { method: Some(method), url: self.url.clone(), ..Draft::default() };
        for (name, value) in &self.headers {
            draft.request_field(name, value);
        }
        let has_type =
            || self.headers.iter().any(|(name, _)| name.eq_ignore_ascii_case("content-type"));
        if let Some(content_type) = self.body.filter(|_| !self.is_get && !has_type()) {
            draft.request_field("Content-Type", content_type);
        }
        draft
    }

    fn curl(&mut self, words: &[String]) {
        let mut words = words.iter().map(String::as_str).peekable();
        while let Some(word) = words.next() {
            if let Some(long) = word.strip_prefix("--").filter(|long| !long.is_empty()) {
                let takes = !LONG_WITHOUT_ARGUMENT.contains(&long)
                    && !long.starts_with("no-")
                    && words.peek().is_some_and(|next| !is_option(next) || takes_anything(long));
                let argument = if takes { words.next().unwrap_or_default() } else { "" };
                self.long(long, argument);
            } else if let Some(letters) = word.strip_prefix('-').filter(|rest| !rest.is_empty()) {
                for (index, letter) in letters.char_indices() {
                    if !SHORT_WITH_ARGUMENT.contains(letter) {
                        self.short(letter, "");
                        continue;
                    }
                    let attached = &letters[index + letter.len_utf8()..];
                    let argument = if attached.is_empty() {
                        words.next().unwrap_or_default()
                    } else {
                        attached
                    };
                    self.short(letter, argument);
                    break;
                }
            } else if self.url.is_none() {
                self.address(word);
            }
        }
    }

    fn short(&mut self, letter: char, argument: &str) {
        match letter {
            'X' => self.long("request", argument),
            'H' => self.long("header", argument),
            'I' => self.is_head = true,
            'd' => self.long("data", argument),
            'F' => self.long("form", argument),
            'G' => self.is_get = true,
            'u' => self.long("user", argument),
            'b' => self.long("cookie", argument),
            'e' => self.long("referer", argument),
            _ => {}
        }
    }

    fn long(&mut self, name: &str, argument: &str) {
        match name {
            "request" => self.method = Some(argument.to_owned()),
            "header" => {
                if let Some((name, value)) = super::line::field(argument) {
                    self.headers.push((name.to_owned(), value.to_owned()));
                }
            }
            "url" => self.address(argument),
            "get" => self.is_get = true,
            "head" => self.is_head = true,
            "json" => self.body = Some("application/json"),
            "form" | "form-string" => self.body = Some("multipart/form-data"),
            name if name.starts_with("data") => {
                self.body = Some("application/x-www-form-urlencoded");
            }
            "user" => self.add("Authorization", "Basic", argument),
            "oauth2-bearer" => self.add("Authorization", "Bearer", argument),
            // Without `=` it is the name of a file.
            "cookie" if argument.contains('=') => {
                self.headers.push(("Cookie".into(), argument.into()));
            }
            "referer" => self.headers.push(("Referer".into(), argument.into())),
            _ => {}
        }
    }

    fn add(&mut self, name: &str, scheme: &str, argument: &str) {
        self.headers.push((name.to_owned(), format!("{scheme} {argument}")));
    }

    fn address(&mut self, url: &str) {
        if !url.is_empty() {
            let has_scheme = url.contains("://");
            self.url = Some(if has_scheme { url.to_owned() } else { format!("http://{url}") });
        }
    }

    /// `-Uri "…" -Method "…" -Headers @{ "name"="value" … } -ContentType "…"`.
    fn invoke(&mut self, words: &[String]) {
        let mut words = words.iter().map(String::as_str);
        while let Some(word) = words.next() {
            match word.to_ascii_lowercase().as_str() {
                "-uri" => self.address(words.next().unwrap_or_default()),
                "-method" => self.method = words.next().map(str::to_owned),
                "-contenttype" => {
                    let value = words.next().unwrap_or_default();
                    self.headers.push(("Content-Type".into(), value.into()));
                }
                "-headers" => {
                    let mut block = words
                        .by_ref()
                        .skip_while(|word| *word != "{")
                        .skip(1)
                        .take_while(|word| *word != "}");
                    while let (Some(name), Some(_), Some(value)) =
                        (block.next(), block.next(), block.next())
                    {
                        self.headers.push((name.to_owned(), value.to_owned()));
                    }
                }
                word if !word.starts_with('-') && self.url.is_none() && word.contains("://") => {
                    self.address(word);
                }
                _ => {}
            }
        }
    }
}

/// `$ `, `% `, `> `, `user@host:~$ `, `PS C:\> `, `C:\>`: at most 80 bytes before the program.
fn without_prompt(line: &str) -> &str {
    let trimmed = line.trim_start();
    for program in ["curl ", "curl.exe ", "Invoke-WebRequest ", "Invoke-RestMethod "] {
        if let Some(at) = trimmed.find(program).filter(|at| *at <= 80)
            && trimmed[..at].trim_end().ends_with(['$', '%', '#', '>'])
        {
            return &trimmed[at..];
        }
    }
    trimmed
}

/// Whether the command was copied for cmd: a quote or a line end is escaped by a caret.
fn is_cmd(command: &str) -> bool {
    let first = command.split('\n').next().unwrap_or_default();
    let before_quote = first.split_once("^\"").map(|(before, _)| before);
    first.trim_end().ends_with('^') || before_quote.is_some_and(|before| !before.contains('\''))
}

fn is_option(word: &str) -> bool {
    word.starts_with('-') || word.starts_with("http://") || word.starts_with("https://")
}

/// Options whose argument may look like an option or a URL.
fn takes_anything(long: &str) -> bool {
    matches!(long, "url" | "referer" | "proxy" | "header" | "request" | "json")
        || long.starts_with("data")
}
