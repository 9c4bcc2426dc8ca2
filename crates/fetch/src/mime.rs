//! MIME types, as far as `Content-Type` decides whether a request needs a preflight.

use crate::header_list::{HTTP_WHITESPACE, trim};
use crate::header_name::is_token;

/// The essence (`type/subtype`, lower-case) of a MIME type, or `None` where
/// [#parse-a-mime-type](https://mimesniff.spec.whatwg.org/#parse-a-mime-type) fails. Parameters
/// cannot make it fail, so they are not read.
pub(crate) fn parse_essence(value: &[u8]) -> Option<String> {
    // Steps 1 and 11: white space around the whole, and after the subtype.
    let value = trim(value, HTTP_WHITESPACE);
    let slash = value.iter().position(|byte| *byte == b'/')?;
    let (kind, rest) = (value.get(..slash)?, value.get(slash + 1..)?);
    // White space only after the subtype: `text/ plain` fails.
    let subtype = trim_end(rest.split(|byte| *byte == b';').next()?);
    if !is_token(kind) || !is_token(subtype) {
        return None;
    }
    let essence = [kind, b"/", subtype].concat().to_ascii_lowercase();
    String::from_utf8(essence).ok()
}

fn trim_end(mut bytes: &[u8]) -> &[u8] {
    while let [rest @ .., last] = bytes
        && HTTP_WHITESPACE.contains(last)
    {
        bytes = rest;
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::parse_essence;

    /// https://mimesniff.spec.whatwg.org/#parse-a-mime-type
    #[test]
    fn essences() {
        for (value, expected) in [
            ("text/plain", Some("text/plain")),
            ("TEXT/Plain", Some("text/plain")),
            (" \ttext/plain\r\n", Some("text/plain")),
            ("text/plain ;charset=utf-8", Some("text/plain")),
            ("text/plain;", Some("text/plain")),
            ("text/plain;;;=", Some("text/plain")),
            ("a/b/c", None),
            ("", None),
            ("text", None),
            ("/plain", None),
            ("text/", None),
            ("text/;a", None),
            ("text /plain", None),
            ("text/ plain", None),
            ("text/plain,", None),
            ("text/pl ain", None),
            ("\u{b}text/plain", None),
            ("é/b", None),
        ] {
            assert_eq!(parse_essence(value.as_bytes()).as_deref(), expected, "{value}");
        }
    }
}
