//! Secrets that are known by the option before them, on command lines of `curl` and PowerShell.

use super::named_value::mask_value;
use super::secret_name::SecretName;
use super::spans::Spans;

const CREDENTIALS: [&str; 6] = ["-u", "--user", "-U", "--proxy-user", "--oauth2-bearer", "--pass"];
const COOKIES: [&str; 2] = ["-b", "--cookie"];

pub(super) fn find(text: &str, spans: &mut Spans) {
    if text.contains("curl") {
        options(text, spans);
    }
    // `New-Object System.Net.Cookie("name", "value", "/", "domain")`.
    for (at, found) in text.match_indices("Net.Cookie(") {
        let start = at + found.len();
        let mut quotes =
            line_from(text, start).match_indices('"').map(|(offset, _)| start + offset);
        if let (Some(open), Some(close)) = (quotes.nth(2), quotes.next()) {
            spans.push(open + 1..close);
        }
    }
    // `* Server auth using Basic with user 'me'`.
    for (at, found) in text.match_indices(" with user '") {
        let start = at + found.len();
        let line = line_from(text, start);
        spans.push(start..start + line.rfind('\'').unwrap_or(line.len()));
    }
}

/// The rest of a line, or the first KiB of it: what stands there is short.
fn line_from(text: &str, start: usize) -> &str {
    let rest = &text[start..];
    let rest = &rest[..rest.floor_char_boundary(1024)];
    rest.lines().next().unwrap_or_default()
}

fn options(text: &str, spans: &mut Spans) {
    let mut previous: Option<SecretName> = None;
    for (start, word) in words(text) {
        if let Some(kind) = previous.take() {
            let inner = word.trim_matches(['\'', '"', '^', '$']);
            let at = start + word.find(inner).unwrap_or(0);
            // Without `=` the argument of `-b` is a file.
            if kind == SecretName::Strong || inner.contains('=') {
                mask_value(text, at..at + inner.len(), kind, spans);
            }
        }
        previous = if CREDENTIALS.contains(&word) {
            Some(SecretName::Strong)
        } else if COOKIES.contains(&word) {
            Some(SecretName::Cookie)
        } else {
            None
        };
    }
}

/// Words between blanks; a word that begins with a quote ends with one.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut from = 0;
    std::iter::from_fn(move || {
        let rest = &text[from..];
        let start = from + rest.find(|char: char| !char.is_whitespace())?;
        let word = &text[start..];
        let quote = word.chars().find(|char| !matches!(char, '^' | '$'));
        let length = quote.filter(|quote| matches!(quote, '\'' | '"')).and_then(|quote| {
            let open = word.find(quote)? + 1;
            let close = word[open..].find([quote, '\n'])?;
            word[open + close..].starts_with(quote).then_some(open + close + 1)
        });
        let end = length.or_else(|| word.find(char::is_whitespace)).unwrap_or(word.len());
        from = start + end;
        Some((start, &word[..end]))
    })
}
