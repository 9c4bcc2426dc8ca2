//! How a name and its value are written: what stands between and around them.

use std::ops::Range;

/// What ends a value that no quotes enclose.
pub(super) const DELIMITERS: &[u8] = b" \t\r\n&#;,\"'`)>}]<|\\";

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Separator {
    Colon,
    Equals,
}

/// What stands around a name: five independent facts.
#[expect(clippy::struct_excessive_bools, reason = "each is its own question")]
pub(super) struct Place {
    /// A quote right before it that is not closed right after it: `-H 'cookie: …'`.
    pub(super) is_quoted: bool,
    /// A quote right after it: `"password": …`.
    pub(super) is_member: bool,
    pub(super) starts_line: bool,
    /// `* [HTTP/2] [1] [cookie: a=b]`.
    pub(super) is_bracketed: bool,
    pub(super) is_parameter: bool,
}

impl Place {
    pub(super) fn of(bytes: &[u8], name: &Range<usize>) -> Self {
        let before = name.start.checked_sub(1).map(|index| bytes[index]);
        let is_quoted = before.is_some_and(|byte| {
            matches!(byte, b'"' | b'\'' | b'`')
                && bytes.get(name.end) != Some(&byte)
                && bytes.get(name.end) != Some(&b'\\')
        });
        let line = &bytes[name.start.saturating_sub(16)..name.start];
        let indent = line.iter().rev().take_while(|byte| b" \t><*+-{,\"'$".contains(byte)).count();
        let start = name.start - indent;
        let encoded =
            name.start.checked_sub(3).map(|start| bytes[start..name.start].to_ascii_lowercase());
        Self {
            is_quoted,
            is_member: matches!(bytes.get(name.end), Some(b'"' | b'\'' | b'`' | b'\\')),
            starts_line: start == 0 || matches!(bytes[start - 1], b'\n' | b'\r' | b'['),
            is_bracketed: before == Some(b'['),
            is_parameter: matches!(before, Some(b'?' | b'&' | b'#' | b';'))
                || encoded
                    .is_some_and(|code| [b"%3f", b"%26", b"%23"].iter().any(|own| code == **own)),
        }
    }
}

/// The separator after a name, and where it ends.
pub(super) fn separator(text: &str, name_end: usize) -> Option<(Separator, usize)> {
    let bytes = text.as_bytes();
    let rest = &text[name_end..];
    // The end of a quoted name, or of a bracket as in `user[password]=`.
    let closers =
        ["\\\"", "^\\^\"", "^\"", "\"", "'", "`", "\u{201d}", "\u{2019}", "]", "%5D", "%5d"];
    let closer = closers.into_iter().find(|closer| rest.starts_with(closer)).unwrap_or_default();
    let at = name_end + closer.len();
    let at = at + count(&bytes[at..], |byte| matches!(byte, b' ' | b'\t'));
    let rest = &text[at..];
    if rest.starts_with("=>") {
        return Some((Separator::Equals, at + 2));
    }
    // Not `==`, and not the `://` of a scheme.
    if rest.starts_with("==") || rest.starts_with("://") || rest.starts_with("::") {
        return None;
    }
    match bytes.get(at)? {
        b':' => Some((Separator::Colon, at + 1)),
        b'=' => Some((Separator::Equals, at + 1)),
        b'%' if rest.len() >= 3
            && rest.is_char_boundary(3)
            && rest[..3].eq_ignore_ascii_case("%3d") =>
        {
            Some((Separator::Equals, at + 3))
        }
        // A header of a HAR file: `"name": "cookie", "value": "a=b"`.
        b',' if !closer.is_empty() => {
            let mut at = at + 1;
            at += count(&bytes[at..], u8::is_ascii_whitespace);
            for part in ["\"", "value", "\""] {
                at += usize::from(text[at..].starts_with('\\'));
                at = text[at..].starts_with(part).then_some(at + part.len())?;
            }
            at += count(&bytes[at..], u8::is_ascii_whitespace);
            (bytes.get(at) == Some(&b':')).then_some((Separator::Equals, at + 1))
        }
        _ => None,
    }
}

/// The quote that a text begins with.
pub(super) fn opening_quote(text: &str) -> Option<&str> {
    let quotes = ["\\\"", "^\\^\"", "^\"", "\"", "'", "`", "\u{201c}", "\u{2018}"];
    quotes.into_iter().find_map(|quote| text.starts_with(quote).then(|| &text[..quote.len()]))
}

/// Where a quoted text ends: before the closing quote, or at the end of the line without one.
pub(super) fn quote_end(text: &str, start: usize, quote: &str) -> usize {
    let closing = match quote {
        "\u{201c}" => "\u{201d}",
        "\u{2018}" => "\u{2019}",
        quote => quote,
    };
    let mut from = start;
    while let Some(offset) = text[from..].find(|char| char == '\n' || closing.starts_with(char)) {
        let at = from + offset;
        let rest = &text[at..];
        let before = &text[start..at];
        let is_escaped = match closing {
            "\"" => before.ends_with(['\\', '`', '^']),
            "^\"" => before.ends_with('\\'),
            _ => false,
        };
        if rest.starts_with('\n') || (rest.starts_with(closing) && !is_escaped) {
            // `'a'\''b'` is one word to a shell.
            if !(closing == "'" && rest.starts_with("'\\''")) {
                return at;
            }
            from = at + "'\\''".len();
        } else {
            from = at + rest.chars().next().map_or(1, char::len_utf8);
        }
    }
    text.len()
}

/// Where a value ends that no quotes enclose.
pub(super) fn word_end(bytes: &[u8], start: usize) -> usize {
    let mut at = start;
    while at < bytes.len() && !DELIMITERS.contains(&bytes[at]) {
        if bytes[at] == b'%'
            && let [b'%', b'2', b'6' | b'3', ..] = bytes[at..]
        {
            break;
        }
        at += 1;
    }
    at
}

pub(super) fn line_end(bytes: &[u8], start: usize) -> usize {
    start + count(&bytes[start..], |byte| !matches!(byte, b'\n' | b'\r'))
}

pub(super) fn count(bytes: &[u8], is: impl Fn(&u8) -> bool) -> usize {
    bytes.iter().take_while(|byte| is(byte)).count()
}
