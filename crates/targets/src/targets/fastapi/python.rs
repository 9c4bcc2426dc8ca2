//! Python source.

use std::fmt::Write as _;

use corsmith_policy::TuplePattern;

use crate::middleware::Language;
use crate::origin_regex::origin_regex;

/// How Python writes what a policy is made of.
pub(super) struct Python;

impl Language for Python {
    /// In double quotes. What is not printable ASCII is escaped: no reader would see a
    /// bidirectional override.
    fn literal(&self, text: &str) -> String {
        let mut literal = String::with_capacity(text.len() + 2);
        literal.push('"');
        for character in text.chars() {
            match character {
                '"' | '\\' => literal.extend(['\\', character]),
                ' '..='~' => literal.push(character),
                '\n' => literal.push_str(r"\n"),
                _ => {
                    // Writing to a `String` cannot fail.
                    let _ = write!(literal, "\\U{:08x}", u32::from(character));
                }
            }
        }
        literal.push('"');
        literal
    }

    /// For `fullmatch`, which needs no anchors.
    fn regex(&self, pattern: &TuplePattern) -> String {
        let regex = origin_regex(pattern);
        let regex = regex.trim_start_matches('^').trim_end_matches('$');
        format!("re.compile(r\"{regex}\")")
    }

    fn function(&self, words: &str) -> String {
        words.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use corsmith_policy::OriginPattern;

    use super::Python;
    use crate::middleware::Language;

    #[test]
    fn no_text_leaves_its_literal() {
        let rows = [
            ("https://a.example", r#""https://a.example""#),
            (r#""); exit(); (""#, r#""\"); exit(); (\"""#),
            (r#"\""#, r#""\\\"""#),
            ("it's {x} %s", r#""it's {x} %s""#),
            ("a\n\r\0b", r#""a\n\U0000000d\U00000000b""#),
            ("é\u{202e}", r#""\U000000e9\U0000202e""#),
        ];
        for (text, expected) in rows {
            assert_eq!(Python.literal(text), expected, "{text}");
        }
    }

    #[test]
    fn a_regex_is_a_raw_string() {
        let Ok(OriginPattern::Tuple(pattern)) = OriginPattern::parse("https://*.a.example:*")
        else {
            panic!("a valid pattern")
        };
        let expected = r#"re.compile(r"https://([a-z0-9_-]+\.)+a\.example(:[1-9][0-9]{0,4})?")"#;
        assert_eq!(Python.regex(&pattern), expected);
    }
}
