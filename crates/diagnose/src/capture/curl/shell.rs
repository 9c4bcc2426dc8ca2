//! The words of a command line, by the rules of three shells.

/// Whose rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shell {
    /// `'…'`, `"…\"…"`, `$'…\'…'`, a backslash before a line end.
    Posix,
    /// cmd: `^"…^"` (as Chromium copies), `"…\"…"`, a caret before a line end.
    Cmd,
    /// PowerShell: `'…''…'`, `` "…`"…" ``, a backtick before a line end; `@{ "name"="value" }` over several.
    Windows,
}

/// The words of the command at the beginning of `text`, and what follows after its last line.
///
/// A word that was not quoted and begins with `|`, `;`, `&`, `<`, `>` or a number and `>` ends the
/// command; the rest of the line is passed over. An open quote goes to the end of the text.
pub(super) fn words(text: &str, shell: Shell) -> (Vec<String>, &str) {
    let mut lexer = Lexer { shell, rest: text, words: Vec::new(), word: None, braces: 0 };
    lexer.run();
    (lexer.words, lexer.rest)
}

struct Lexer<'a> {
    shell: Shell,
    rest: &'a str,
    words: Vec<String>,
    /// The word that has begun; an empty one too, if quotes began it.
    word: Option<String>,
    braces: usize,
}

impl Lexer<'_> {
    fn run(&mut self) {
        while let Some(char) = self.next() {
            match char {
                '\r' => {}
                '\n' if self.braces == 0 => break,
                char if char.is_whitespace() => self.end_word(),
                '\'' if self.shell != Shell::Cmd => self.single_quoted(),
                '"' => self.double_quoted(),
                '$' if self.shell == Shell::Posix && self.rest.starts_with('\'') => {
                    self.next();
                    self.ansi_c_quoted();
                }
                '\\' if self.shell == Shell::Posix => self.escaped(),
                '`' if self.shell == Shell::Windows => self.escaped(),
                '^' if self.shell == Shell::Cmd => self.escaped(),
                '\\' if self.shell == Shell::Cmd && self.rest.starts_with('"') => {
                    self.next();
                    self.push('"');
                }
                '{' | '}' | '=' if self.shell == Shell::Windows => {
                    self.end_word();
                    self.words.push(char.to_string());
                    match char {
                        '{' => self.braces += 1,
                        '}' => self.braces = self.braces.saturating_sub(1),
                        _ => {}
                    }
                }
                '|' | ';' | '<' | '>' if self.word.is_none() && self.braces == 0 => {
                    return self.skip_line();
                }
                '&' if self.word.is_none() && !self.rest.starts_with(char::is_alphanumeric) => {
                    return self.skip_line();
                }
                '>' if self.word.as_deref().is_some_and(|word| matches!(word, "1" | "2")) => {
                    self.word = None;
                    return self.skip_line();
                }
                char => self.push(char),
            }
        }
        self.end_word();
    }

    fn single_quoted(&mut self) {
        self.word.get_or_insert_default();
        while let Some(char) = self.next() {
            match char {
                '\'' if self.shell == Shell::Windows && self.rest.starts_with('\'') => {
                    self.next();
                    self.push('\'');
                }
                '\'' => return,
                char => self.push(char),
            }
        }
    }

    fn double_quoted(&mut self) {
        self.word.get_or_insert_default();
        while let Some(char) = self.next() {
            match (self.shell, char) {
                (Shell::Posix, '\\') => match self.next() {
                    Some('\n') | None => {}
                    Some(next @ ('"' | '\\' | '$' | '`')) => self.push(next),
                    Some(next) => {
                        self.push('\\');
                        self.push(next);
                    }
                },
                (Shell::Windows, '`') | (Shell::Cmd, '^') => match self.next() {
                    // `^"` closes what `^"` opened.
                    Some('"') if self.shell == Shell::Cmd => return,
                    Some(next) => self.push(next),
                    None => {}
                },
                (Shell::Cmd, '\\')
                    if self.rest.starts_with(['"', '\\']) || self.rest.starts_with("^\"") =>
                {
                    if self.rest.starts_with('^') {
                        self.next();
                    }
                    if let Some(next) = self.next() {
                        self.push(next);
                    }
                }
                (Shell::Cmd | Shell::Windows, '"') if self.rest.starts_with('"') => {
                    self.next();
                    self.push('"');
                }
                (_, '"') => return,
                (_, char) => self.push(char),
            }
        }
    }

    /// `$'…'`: DevTools use it for values with line breaks or apostrophes in them.
    fn ansi_c_quoted(&mut self) {
        self.word.get_or_insert_default();
        while let Some(char) = self.next() {
            match char {
                '\'' => return,
                '\\' => match self.next() {
                    Some('n') => self.push('\n'),
                    Some('r') => self.push('\r'),
                    Some('t') => self.push('\t'),
                    Some('u') => self.code_point(4),
                    Some('x') => self.code_point(2),
                    Some(next) => self.push(next),
                    None => {}
                },
                char => self.push(char),
            }
        }
    }

    fn code_point(&mut self, digits: usize) {
        let code = self.rest.get(..digits).and_then(|code| u32::from_str_radix(code, 16).ok());
        if let Some(char) = code.and_then(char::from_u32) {
            self.rest = &self.rest[digits..];
            self.push(char);
        }
    }

    /// The character after a backslash, a backtick or a caret; a line end is dropped.
    fn escaped(&mut self) {
        if self.rest.starts_with("\r\n") {
            self.next();
        }
        match self.next() {
            Some('\n') => self.end_word(),
            Some('"') if self.shell == Shell::Cmd => self.double_quoted(),
            Some(char) => self.push(char),
            None => {}
        }
    }

    fn next(&mut self) -> Option<char> {
        let char = self.rest.chars().next()?;
        self.rest = &self.rest[char.len_utf8()..];
        Some(char)
    }

    fn push(&mut self, char: char) {
        self.word.get_or_insert_default().push(char);
    }

    fn end_word(&mut self) {
        self.words.extend(self.word.take());
    }

    fn skip_line(&mut self) {
        self.end_word();
        self.rest = self.rest.split_once('\n').map_or("", |(_, after)| after);
    }
}
