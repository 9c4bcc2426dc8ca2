//! Quoting for nginx: parameters, regular expressions, and the variables inside.

use corsmith_policy::PathPattern;

/// `text` as a quoted parameter in which nginx reads no variable: a `map` key, or a regular
/// expression.
///
/// Inside double quotes only `"`, and `\` before one of `"'\tnr`, mean something else. Other
/// backslashes stay, which keeps `\.` readable.
pub(super) fn literal(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    let mut rest = text.chars().peekable();
    while let Some(character) = rest.next() {
        let is_read = match character {
            '"' => true,
            '\\' => rest.peek().is_none_or(|next| "\"'\\tnr".contains(*next)),
            _ => false,
        };
        if is_read {
            quoted.push('\\');
        }
        quoted.push(character);
    }
    quoted.push('"');
    quoted
}

/// `text` as a value, in which `$` begins a variable; `None` where it has a `$`: nginx has no
/// escape for it.
pub(super) fn value(text: &str) -> Option<String> {
    (!text.contains('$')).then(|| literal(text))
}

/// A key of `map $uri` that matches the pattern's paths.
///
/// A regular expression even for a single path: plain keys are compared without regard to case,
/// and before all regular expressions, while here the first match wins.
pub(super) fn path_key(pattern: &PathPattern) -> String {
    let (path, end) = match pattern {
        // Not `$`: that matches before a final line feed too, which a decoded path may have.
        PathPattern::Exact(path) => (path, r"\z"),
        PathPattern::Prefix(path) => (path, ""),
    };
    let mut regex = String::from("~^");
    for character in path.chars() {
        if r".+*?()|[]{}^$\".contains(character) {
            regex.push('\\');
        }
        regex.push(character);
    }
    regex.push_str(end);
    literal(&regex)
}

#[cfg(test)]
mod tests {
    use corsmith_policy::PathPattern;

    use super::{literal, path_key, value};

    #[test]
    fn no_text_ends_the_quotes() {
        let rows = [
            ("https://a.example", r#""https://a.example""#),
            (r"~^a\.b$", r#""~^a\.b$""#),
            (r#"a" x"#, r#""a\" x""#),
            (r#"a\" x"#, r#""a\\\" x""#),
            (r"a\", r#""a\\""#),
            (r"a\n", r#""a\\n""#),
            ("a; } # {", r#""a; } # {""#),
        ];
        for (text, expected) in rows {
            assert_eq!(literal(text), expected, "{text}");
        }
    }

    #[test]
    fn a_value_has_no_variable() {
        assert_eq!(value("X-A, X-B").as_deref(), Some(r#""X-A, X-B""#));
        assert_eq!(value("X-$host"), None);
    }

    #[test]
    fn paths_are_anchored_and_escaped() {
        let rows = [
            ("/health", r#""~^/health\z""#),
            ("/api/*", r#""~^/api/""#),
            ("/v1.0/(a)+$x", r#""~^/v1\.0/\(a\)\+\$x\z""#),
            ("/*", r#""~^/""#),
        ];
        for (text, expected) in rows {
            let pattern = PathPattern::parse(text).expect("a valid pattern");
            assert_eq!(path_key(&pattern), expected, "{text}");
        }
    }
}
