//! `name: value` and `name=value`, in whichever notation: a header, a query parameter (also one
//! that is percent-encoded in another), JSON, a HAR header, PowerShell, YAML.

mod notation;

use std::ops::Range;

use super::MASKED;
use super::secret_name::SecretName;
use super::spans::Spans;
use notation::{
    DELIMITERS, Place, Separator, count, line_end, opening_quote, quote_end, separator, word_end,
};

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
