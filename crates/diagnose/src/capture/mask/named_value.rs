//! `name: value` and `name=value`, in whichever notation: a header, a query parameter (also one
//! that is percent-encoded in another), JSON, a HAR header, PowerShell, YAML.

use std::ops::Range;

use super::MASKED;
use super::secret_name::SecretName;
use super::spans::Spans;

/// What ends a value that no quotes enclose.
const DELIMITERS: &[u8] = b" \t\r\n&#;,\"'`)>}]<|\\";

/// Shorter values of names that may be harmless are.
const MIN_RANDOM_BYTES: usize = 16;

/// The attributes of `Set-Cookie` (RFC 6265bis), which are no secrets.
const COOKIE_ATTRIBUTES: [&str; 8] =
    ["path", "domain", "expires", "max-age", "samesite", "secure", "httponly", "priority"];

pub(super) fn find(text: &str, spans: &mut Spans) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        if bytes[at] == b'%' && is_percent_encoded(bytes, at) {
            at += 3;
        } else if !is_name_byte(bytes[at]) {
            at += 1;
        } else {
            let start = at;
            while at < bytes.len() && is_name_byte(bytes[at]) {
                at += 1;
            }
            if let Some(kind) = SecretName::of(&text[start..at])
                && let Some(value) = value_of(text, start..at, kind)
            {
                at = value.end.max(at);
                mask_value(text, value, kind, spans);
            }
        }
    }
}

/// Masks what is secret in a value.
pub(super) fn mask_value(text: &str, value: Range<usize>, kind: SecretName, spans: &mut Spans) {
    match kind {
        SecretName::Authorization => {
            let own = &text[value.clone()];
            let is_scheme = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
            let scheme = own.bytes().take_while(|byte| is_scheme(byte)).count();
            let rest = own[scheme..].trim_start();
            // Without a second word the first is the secret.
            let start = if rest.is_empty() || rest.len() == own.len() - scheme {
                value.start
            } else {
                value.end - rest.len()
            };
            spans.push(start..value.end);
        }
        SecretName::Cookie | SecretName::SetCookie => {
            let mut start = value.start;
            for (index, pair) in text[value].split(';').enumerate() {
                let end = start + pair.len();
                let (name, has_value) =
                    pair.split_once('=').map_or((pair, false), |(name, _)| (name, true));
                let is_attribute = kind == SecretName::SetCookie
                    && index > 0
                    && (COOKIE_ATTRIBUTES.contains(&name.trim().to_ascii_lowercase().as_str())
                        || name.trim() == "Partitioned");
                // Blanks around stay; a cookie without a name is all value.
                let secret = if has_value { start + name.len() + 1..end } else { start..end };
                let own = &text[secret.clone()];
                if !is_attribute {
                    let left = own.len() - own.trim_start().len();
                    spans.push(secret.start + left..secret.start + left + own.trim().len());
                }
                start = end + 1;
            }
        }
        SecretName::Strong | SecretName::Weak => spans.push(value),
    }
}

/// Where the value of a name is, if it has one that is to be masked.
fn value_of(text: &str, name: Range<usize>, kind: SecretName) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    let place = Place::of(bytes, &name);
    let (separator, after) = separator(text, name.end)?;
    let is_line =
        matches!(kind, SecretName::Authorization | SecretName::Cookie | SecretName::SetCookie);
    let mut start = after + count(&bytes[after..], |byte| matches!(byte, b' ' | b'\t'));
    // DevTools copy the value to the line below.
    if is_line && separator == Separator::Colon && !place.is_quoted {
        let line_end = count(&bytes[start..], |byte| matches!(byte, b'\r'));
        if bytes.get(start + line_end) == Some(&b'\n') {
            start += line_end + 1;
            start += count(&bytes[start..], |byte| matches!(byte, b' ' | b'\t'));
        }
    }
    if text[start..].starts_with(MASKED) && !is_line {
        return None;
    }
    let quote = opening_quote(&text[start..]);
    let start = start + quote.map_or(0, str::len);
    let is_colon = separator == Separator::Colon;
    let is_secret = match kind {
        SecretName::Weak => {
            (!is_colon && place.is_parameter) || looks_random(&bytes[start..], MIN_RANDOM_BYTES)
        }
        // `Unexpected token: x` is no secret.
        SecretName::Strong => {
            !is_colon
                || place.starts_line
                || place.is_quoted
                || place.is_member
                || looks_random(&bytes[start..], 6)
        }
        _ => true,
    };
    if !is_secret {
        return None;
    }
    let is_header = is_line || (is_colon && kind == SecretName::Strong);
    let end = if let Some(quote) = quote {
        quote_end(text, start, quote)
    } else if is_header && place.is_quoted {
        let is_cmd = text[..name.start].ends_with("^\"");
        quote_end(text, start, &text[name.start - 1 - usize::from(is_cmd)..name.start])
    } else if is_line || (is_header && place.starts_line) {
        let end = line_end(bytes, start);
        let is_bracketed = place.is_bracketed && end > start && bytes[end - 1] == b']';
        end - usize::from(is_bracketed)
    } else {
        word_end(bytes, start)
    };
    Some(start..end)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Separator {
    Colon,
    Equals,
}

/// What stands around a name: five independent facts.
#[expect(clippy::struct_excessive_bools, reason = "each is its own question")]
struct Place {
    /// A quote right before it that is not closed right after it: `-H 'cookie: …'`.
    is_quoted: bool,
    /// A quote right after it: `"password": …`.
    is_member: bool,
    starts_line: bool,
    /// `* [HTTP/2] [1] [cookie: a=b]`.
    is_bracketed: bool,
    is_parameter: bool,
}

impl Place {
    fn of(bytes: &[u8], name: &Range<usize>) -> Self {
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
fn separator(text: &str, name_end: usize) -> Option<(Separator, usize)> {
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

fn opening_quote(text: &str) -> Option<&str> {
    let quotes = ["\\\"", "^\\^\"", "^\"", "\"", "'", "`", "\u{201c}", "\u{2018}"];
    quotes.into_iter().find_map(|quote| text.starts_with(quote).then(|| &text[..quote.len()]))
}

/// Where a quoted text ends: before the closing quote, or at the end of the line without one.
fn quote_end(text: &str, start: usize, quote: &str) -> usize {
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

fn word_end(bytes: &[u8], start: usize) -> usize {
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

fn line_end(bytes: &[u8], start: usize) -> usize {
    start + count(&bytes[start..], |byte| !matches!(byte, b'\n' | b'\r'))
}

/// Whether what begins here looks made by a machine: a word long enough, of the characters of
/// hexadecimal or base64, with a digit or with both cases in it.
///
/// Only its beginning is looked at, so that the time for `key=key=key=…` stays linear.
fn looks_random(bytes: &[u8], min_bytes: usize) -> bool {
    const ENOUGH: usize = 256;
    let bytes = &bytes[..bytes.len().min(ENOUGH)];
    let is_alphabet = |byte: &u8| byte.is_ascii_alphanumeric() || b"+/=_-.~%".contains(byte);
    let word = &bytes[..count(bytes, is_alphabet)];
    let ends = bytes.get(word.len()).is_none_or(|byte| DELIMITERS.contains(byte));
    let has_upper_inside = || word[1..].iter().any(u8::is_ascii_uppercase);
    word.len() >= min_bytes
        && ends
        && (word.iter().any(u8::is_ascii_digit)
            || (word.iter().any(u8::is_ascii_lowercase) && has_upper_inside()))
}

fn is_percent_encoded(bytes: &[u8], at: usize) -> bool {
    matches!(bytes[at..], [_, first, second, ..] if first.is_ascii_hexdigit() && second.is_ascii_hexdigit())
}

const fn is_name_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.')
}

fn count(bytes: &[u8], is: impl Fn(&u8) -> bool) -> usize {
    bytes.iter().take_while(|byte| is(byte)).count()
}
