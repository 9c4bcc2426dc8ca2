//! `name: value` and `name=value`, in whichever notation: a header, a query parameter (also one
//! that is percent-encoded in another), JSON, a HAR header, PowerShell, YAML.

use std::ops::Range;

use super::MASKED;
use super::secret_name::SecretName;
use super::spans::Spans;

/// What ends a value that no quotes enclose.
const DELIMITERS: &[u8] = b" \t\r\n&#;,\"'`)>}]<|\\";

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
                let (name, has_value) = pair.split_once('=').map_or((pair, false), |(name, _)| (name, true));
                let is_attribute = kind == SecretName::SetCookie
                    && index > 0
                    && (COOKIE_ATTRIBUTES.contains(&name.trim().to_ascii_lowercase().as_str()) || name.trim() == "Partitioned");
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
    let is_line = matches!(
        kind,
        SecretName::Authorization | SecretName::Cookie | SecretName::SetCookie
    );
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
    let value = if let Some(quote) = opening_quote(&text[start..]) {
        let start = start + quote.len();
        start..quote_end(text, start, quote)
    } else if place.is_quoted {
        let quote = &text[name.start - 1..name.start];
        if is_line || (separator == Separator::Colon && kind == SecretName::Strong) {
            start..quote_end(text, start, quote)
        } else {
            start..word_end(bytes, start)
        }
    } else if is_line || (place.starts_line && separator == Separator::Colon && kind == SecretName::Strong) {
        let end = line_end(bytes, start);
        let bracket = place.is_bracketed && end > start && bytes[end - 1] == b']';
        start..end - usize::from(bracket)
    } else {
        start..word_end(bytes, start)
    };
    let own = &text[value.clone()];
    let is_secret = match (kind, separator) {
        (SecretName::Weak, Separator::Equals) if place.is_parameter => true,
        (SecretName::Weak, _) => looks_random(own, 16),
        // `Unexpected token: x` is no secret.
        (SecretName::Strong, Separator::Colon) => {
            place.starts_line || place.is_quoted || looks_random(own, 6)
        }
        _ => true,
    };
    is_secret.then_some(value)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Separator {
    Colon,
    Equals,
}

/// What stands around a name.
struct Place {
    /// A quote right before it that is not closed right after it: `-H 'cookie: …'`.
    is_quoted: bool,
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
        let encoded = name.start.checked_sub(3).map(|start| bytes[start..name.start].to_ascii_lowercase());
        Self {
            is_quoted,
            starts_line: start == 0 || bytes[start - 1] == b'\n' || bytes[start - 1] == b'\r',
            is_bracketed: before == Some(b'['),
            is_parameter: matches!(before, Some(b'?' | b'&' | b'#' | b';'))
                || encoded.is_some_and(|code| [b"%3f", b"%26", b"%23"].iter().any(|own| code == **own)),
        }
    }
}

/// The separator after a name, and where it ends.
fn separator(text: &str, name_end: usize) -> Option<(Separator, usize)> {
    let bytes = text.as_bytes();
    let rest = &text[name_end..];
    // The end of a quoted name, or of a bracket as in `user[password]=`.
    let closers = ["\\\"", "^\\^\"", "^\"", "\"", "'", "`", "\u{201d}", "\u{2019}", "]", "%5D", "%5d"];
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
        b'%' if rest.len() >= 3 && rest.is_char_boundary(3) && rest[..3].eq_ignore_ascii_case("%3d") => {
            Some((Separator::Equals, at + 3))
        }
        // A header of a HAR file: `"name": "cookie", "value": "a=b"`.
        b',' if !closer.is_empty() => {
            let mut at = at + 1;
            at += count(&bytes[at..], u8::is_ascii_whitespace);
            for part in ["\"", "value", "\""] {
                at += text[at..].starts_with('\\').then_some(1).unwrap_or_default();
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
    let end = line_end(text.as_bytes(), start);
    let line = &text[start..end];
    let mut from = 0;
    while let Some(offset) = line[from..].find(closing) {
        let at = from + offset;
        let is_escaped = closing == "\"" && line[..at].ends_with(['\\', '`'])
            || closing == "\"" && line[..at].ends_with("\\^");
        // `'a'\''b'` is one word to a shell.
        let goes_on = closing == "'" && line[at..].starts_with("'\\''");
        if !is_escaped && !goes_on {
            return start + at;
        }
        from = at + if goes_on { 4 } else { closing.len() };
    }
    end
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

/// Whether a word looks made by a machine: long enough, of the characters of hexadecimal or base64,
/// with a digit or with both cases in it.
fn looks_random(word: &str, min_bytes: usize) -> bool {
    let is_alphabet = |byte: u8| byte.is_ascii_alphanumeric() || b"+/=_-.~%".contains(&byte);
    let has = |wanted: fn(&u8) -> bool| word.as_bytes().iter().any(wanted);
    word.len() >= min_bytes
        && word.bytes().all(is_alphabet)
        && (has(u8::is_ascii_digit)
            || (has(u8::is_ascii_lowercase) && word.as_bytes()[1..].iter().any(u8::is_ascii_uppercase)))
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
