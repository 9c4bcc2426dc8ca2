//! JavaScript source.

use corsmith_policy::TuplePattern;

use crate::middleware::Language;
use crate::origin_regex::origin_regex;

/// How JavaScript writes what a policy is made of.
pub(super) struct JavaScript;

impl Language for JavaScript {
    /// In single quotes. What is not printable ASCII is escaped: no reader would see a
    /// bidirectional override, and U+2028 ended lines before ES2019.
    fn literal(&self, text: &str) -> String {
        let mut literal = String::with_capacity(text.len() + 2);
        literal.push('\'');
        for character in text.chars() {
            match character {
                '"' => literal.push(character),
                _ => literal.extend(character.escape_default()),
            }
        }
        literal.push('\'');
        literal
    }

    fn regex(&self, pattern: &TuplePattern) -> String {
        // Only the slash delimits.
        format!("/{}/", origin_regex(pattern).replace('/', r"\/"))
    }

    /// In camel case; a word that begins with a digit keeps its underscore, so that no two names
    /// become one.
    fn function(&self, words: &str) -> String {
        let mut name = String::with_capacity(words.len());
        for word in words.split('_') {
            let mut letters = word.chars();
            match letters.next() {
                Some(first) if !name.is_empty() && first.is_ascii_alphabetic() => {
                    name.push(first.to_ascii_uppercase());
                }
                Some(first) if !name.is_empty() => name.extend(['_', first]),
                first => name.extend(first),
            }
            name.push_str(letters.as_str());
        }
        name
    }
}

#[cfg(test)]
mod tests {
    use corsmith_policy::OriginPattern;

    use super::JavaScript;
    use crate::middleware::Language;

    #[test]
    fn no_text_leaves_its_literal() {
        let rows = [
            ("https://a.example", "'https://a.example'"),
            ("'); process.exit(); ('", r"'\'); process.exit(); (\''"),
            (r"\'", r"'\\\''"),
            (r#"say "x" ${y} `z`"#, r#"'say "x" ${y} `z`'"#),
            ("a\n\r\t\0b", r"'a\n\r\t\u{0}b'"),
            ("é\u{2028}\u{202e}*/", r"'\u{e9}\u{2028}\u{202e}*/'"),
        ];
        for (text, expected) in rows {
            assert_eq!(JavaScript.literal(text), expected, "{text}");
        }
    }

    #[test]
    fn slashes_end_no_regex() {
        let Ok(OriginPattern::Tuple(pattern)) = OriginPattern::parse("https://*.a.example:*")
        else {
            panic!("a valid pattern")
        };
        let expected = r"/^https:\/\/([a-z0-9_-]+\.)+a\.example(:[1-9][0-9]{0,4})?$/";
        assert_eq!(JavaScript.regex(&pattern), expected);
    }

    #[test]
    fn names_are_camel_case_and_stay_apart() {
        let rows = [
            ("policy_headers", "policyHeaders"),
            ("headers_for_api_v1_0", "headersForApiV1_0"),
            ("headers_for_api_v10", "headersForApiV10"),
            ("headers_for_1", "headersFor_1"),
            ("is_allowed", "isAllowed"),
        ];
        for (words, expected) in rows {
            assert_eq!(JavaScript.function(words), expected, "{words}");
        }
    }
}
