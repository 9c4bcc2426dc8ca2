//! A fix as an edit of the file's text: quoting and commas as the file has them.

use std::ops::Range;

use corsmith_policy::Fix;

use crate::Source;

/// Text to put in the place of other text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// The bytes to replace.
    pub range: Range<usize>,
    /// What replaces them.
    pub text: String,
}

/// The edit that carries out `fix`, where it can be told from the text around the value. `None`
/// where it cannot: a value that came from a variable, several values in a YAML block list.
///
/// ```
/// use corsmith_policy::{Fix, Span};
///
/// let source = corsmith_report::Source::new("a.toml", b"x = ['a/', 'b']".to_vec());
/// let fix = Fix::replace("drop the slash", Span::new(5, 9), "a");
/// assert_eq!(corsmith_report::edit(&source, &fix).map(|edit| edit.text).as_deref(), Some("'a'"));
/// ```
#[must_use]
pub fn edit(source: &Source, fix: &Fix) -> Option<Edit> {
    let text = source.text();
    let range = fix.span.range();
    let written = text.get(range.clone()).filter(|written| !written.is_empty())?;
    // Replacing a variable by one value it happened to have would change the policy.
    if written.contains("${") || written.contains('\n') {
        return None;
    }
    let quote = Quote::of(written);
    match fix.replacement.as_slice() {
        [] => removal(text, range),
        [value] => Some(Edit { range, text: quote.around(value)? }),
        values => {
            if !is_in_flow_list(text, &range) {
                return None;
            }
            let quoted: Option<Vec<_>> = values.iter().map(|value| quote.around(value)).collect();
            Some(Edit { range, text: quoted?.join(", ") })
        }
    }
}

enum Quote {
    Double,
    Single,
    None,
}

impl Quote {
    fn of(written: &str) -> Self {
        match written.as_bytes().first() {
            Some(b'"') => Self::Double,
            Some(b'\'') => Self::Single,
            _ => Self::None,
        }
    }

    fn around(&self, value: &str) -> Option<String> {
        // The values of fixes are origins, methods, header names, keys and numbers: none needs an
        // escape, and one that did would need another in each format.
        if value.chars().any(|c| c.is_control() || matches!(c, '"' | '\'' | '\\')) {
            return None;
        }
        match self {
            Self::Single => Some(format!("'{value}'")),
            Self::None if is_plain(value) => Some(value.to_owned()),
            Self::Double | Self::None => Some(format!("\"{value}\"")),
        }
    }
}

/// Whether TOML (a key, a number) and YAML (a plain scalar) take the text without quotes.
fn is_plain(value: &str) -> bool {
    let begins = value.bytes().next().is_some_and(|byte| byte.is_ascii_alphanumeric());
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_./:".contains(&byte);
    begins && value.bytes().all(plain) && !value.ends_with(':')
}

fn is_in_flow_list(text: &str, range: &Range<usize>) -> bool {
    let before = text[..range.start].trim_end().as_bytes().last().copied();
    let after = text[range.end..].trim_start().as_bytes().first().copied();
    matches!(before, Some(b'[' | b',')) && matches!(after, Some(b']' | b','))
}

/// Removes a value of a flow list, with the comma after it, or before it where it is the last.
fn removal(text: &str, range: Range<usize>) -> Option<Edit> {
    if !is_in_flow_list(text, &range) {
        return None;
    }
    let after = &text[range.end..];
    let to_next = after.len() - after.trim_start().len();
    let range = if after[to_next..].starts_with(',') {
        let rest = &after[to_next + 1..];
        let blanks = rest.len() - rest.trim_start_matches([' ', '\t']).len();
        range.start..range.end + to_next + 1 + blanks
    } else {
        let before = text[..range.start].trim_end();
        let start = before.strip_suffix(',').map_or(range.start, str::len);
        start..range.end
    };
    Some(Edit { range, text: String::new() })
}

#[cfg(test)]
mod tests {
    use corsmith_policy::{Fix, Span};

    use super::edit;
    use crate::Source;

    /// The text after replacing `value` by `replacement`.
    fn apply(text: &str, value: &str, replacement: &[&str]) -> Option<String> {
        let start = text.find(value).unwrap();
        let mut fix = Fix::remove("", Span::new(start, start + value.len()));
        fix.replacement = replacement.iter().map(|&text| text.to_owned()).collect();
        let source = Source::new("x", text.as_bytes().to_vec());
        let edit = edit(&source, &fix)?;
        let mut edited = text.to_owned();
        edited.replace_range(edit.range, &edit.text);
        Some(edited)
    }

    #[test]
    fn edits_keep_the_style_of_the_file() {
        type Row = (
            &'static str,
            &'static str,
            &'static str,
            &'static [&'static str],
            Option<&'static str>,
        );
        let rows: &[Row] = &[
            ("double quotes", r#"o = ["a/"]"#, r#""a/""#, &["a"], Some(r#"o = ["a"]"#)),
            ("single quotes", "o = ['a/']", "'a/'", &["a"], Some("o = ['a']")),
            ("a key", "alow = 1", "alow", &["allow"], Some("allow = 1")),
            (
                "a YAML scalar",
                "o:\n- https://a/",
                "https://a/",
                &["https://a"],
                Some("o:\n- https://a"),
            ),
            ("a YAML scalar that needs quotes", "o:\n- x", "x", &["*"], Some("o:\n- \"*\"")),
            ("several", "o = ['a b', 'c']", "'a b'", &["a", "b"], Some("o = ['a', 'b', 'c']")),
            ("several in a block list", "o:\n- a b", "a b", &["a", "b"], None),
            ("the first removed", "o = ['a', 'b']", "'a'", &[], Some("o = ['b']")),
            ("the last removed", "o = ['a', 'b']", "'b'", &[], Some("o = ['a']")),
            ("the only one removed", "o = ['a']", "'a'", &[], Some("o = []")),
            ("before a comma at the end", "o = ['a', 'b',]", "'b'", &[], Some("o = ['a', ]")),
            ("removed from a block list", "o:\n- a", "a", &[], None),
            ("a variable", "o = ['${A}']", "'${A}'", &["a"], None),
            ("a value that needs escapes", "o = ['a']", "'a'", &["a\"b"], None),
        ];
        for (name, text, value, replacement, expected) in rows {
            assert_eq!(apply(text, value, replacement).as_deref(), *expected, "{name}");
        }
    }
}
