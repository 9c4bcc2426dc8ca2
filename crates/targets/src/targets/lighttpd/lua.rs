//! Lua source.

use std::fmt::Write as _;

use corsmith_policy::{HostScope, PortPattern, TuplePattern};

use crate::middleware::Language;

/// How Lua writes what a policy is made of.
pub(super) struct Lua;

impl Language for Lua {
    /// In double quotes. What is not printable ASCII is escaped byte by byte: 5.1 knows no escapes
    /// of characters, and paths are compared as bytes.
    fn literal(&self, text: &str) -> String {
        let mut literal = String::with_capacity(text.len() + 2);
        literal.push('"');
        for byte in text.bytes() {
            match byte {
                b'"' | b'\\' => literal.extend(['\\', char::from(byte)]),
                b' '..=b'~' => literal.push(char::from(byte)),
                // Writing to a `String` cannot fail.
                _ => _ = write!(literal, "\\{byte:03}"),
            }
        }
        literal.push('"');
        literal
    }

    /// A Lua pattern, which can neither repeat a group nor leave one out: that no label is empty,
    /// and that a port is one, the template's `matches` and `has_browser_port` see to.
    fn regex(&self, pattern: &TuplePattern) -> String {
        let labels = match pattern.scope() {
            HostScope::Exact => "",
            HostScope::Subdomains => "[a-z0-9_-][a-z0-9_.-]*%.",
        };
        let port = match pattern.port() {
            // The frontier: a colon or the end follows the host, so `a.example1` is not `a.example`.
            PortPattern::Any => "%f[:%z]:?[0-9]*".to_owned(),
            PortPattern::Default => String::new(),
            PortPattern::Number(number) => format!(":{number}"),
        };
        let (scheme, host) = (escape(pattern.scheme()), escape(pattern.host()));
        self.literal(&format!("^{scheme}://{labels}{host}{port}$"))
    }

    /// In the table `cors`: Lua 5.1 has room for 200 local variables, and for 60 of another function.
    fn function(&self, words: &str) -> String {
        format!("cors.{words}")
    }
}

/// A comment's text: a bidirectional override would show other code than runs. That `[[` begins a
/// comment of several lines needs no care: it does so directly after `--` only, and a space follows that.
pub(super) fn comment(line: &str) -> String {
    let is_hazard = |character| matches!(character, '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    line.trim_end().replace(is_hazard, "\u{fffd}")
}

/// Everything but letters and digits may be escaped, whether it is special or not.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 8);
    for character in text.chars() {
        if character.is_ascii_punctuation() && character != '_' && character != ':' {
            escaped.push('%');
        }
        escaped.push(character);
    }
    escaped
}

#[cfg(test)]
mod tests {
    use corsmith_policy::OriginPattern;

    use super::{Lua, comment};
    use crate::middleware::Language;

    #[test]
    fn no_text_leaves_its_literal() {
        let rows = [
            ("https://a.example", r#""https://a.example""#),
            (r#"") os.exit() (""#, r#""\") os.exit() (\"""#),
            (r#"\""#, r#""\\\"""#),
            ("it's ${x} %d [[y]]", r#""it's ${x} %d [[y]]""#),
            ("a\n\r\0b1", r#""a\010\013\000b1""#),
            ("é1", r#""\195\1691""#),
        ];
        for (text, expected) in rows {
            assert_eq!(Lua.literal(text), expected, "{text}");
        }
    }

    #[test]
    fn comments_keep_letters_and_lose_line_ends() {
        assert_eq!(comment("für 日本\u{202e}a\u{2028}b  "), "für 日本\u{fffd}a\u{fffd}b");
    }

    #[test]
    fn patterns_are_anchored_and_escaped() {
        let rows = [
            ("https://*.example.com", r#""^https://[a-z0-9_-][a-z0-9_.-]*%.example%.com$""#),
            ("http://localhost:*", r#""^http://localhost%f[:%z]:?[0-9]*$""#),
            ("http://[::1]:*", r#""^http://%[::1%]%f[:%z]:?[0-9]*$""#),
            (
                "https://*.my-shop.example:8443",
                r#""^https://[a-z0-9_-][a-z0-9_.-]*%.my%-shop%.example:8443$""#,
            ),
        ];
        for (pattern, expected) in rows {
            let Ok(OriginPattern::Tuple(tuple)) = OriginPattern::parse(pattern) else {
                panic!("`{pattern}` is a valid pattern")
            };
            assert_eq!(Lua.regex(&tuple), expected, "{pattern}");
        }
    }
}
