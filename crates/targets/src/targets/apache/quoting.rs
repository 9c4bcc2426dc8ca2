//! How policy text is written in Apache's configuration language.

/// A comment line. A backslash at its end would continue it, so that the next directive would be
/// part of the comment.
pub(super) fn comment(line: &str) -> String {
    let end = if line.ends_with('\\') { " ." } else { "" };
    format!("# {line}{end}")
}

/// An argument in double quotes. A backslash is special only before another and before a quote, so
/// the `\.` of regular expressions stays as it is.
pub(super) fn argument(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        let next = characters.peek();
        if character == '"' || character == '\\' && matches!(next, None | Some('\\' | '"')) {
            quoted.push('\\');
        }
        quoted.push(character);
    }
    quoted.push('"');
    quoted
}

/// The value of a `Header` directive, in which `%` begins a format.
pub(super) fn header_value(text: &str) -> String {
    argument(&text.replace('%', "%%"))
}

/// `text` in a regular expression. Paths hold no white space, quotes or backslashes.
pub(super) fn literal(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 8);
    for character in text.chars() {
        if r"\.+*?()|[]{}^$".contains(character) {
            escaped.push('\\');
        }
        escaped.push(character);
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_are_not_continued() {
        assert_eq!(comment("policy `a`"), "# policy `a`");
        assert_eq!(comment(r"--env a\"), r"# --env a\ .");
    }

    #[test]
    fn arguments_stay_one_argument() {
        let rows = [
            (r"^https://a\.example$", r#""^https://a\.example$""#),
            (r#"a" b"#, r#""a\" b""#),
            (r"a\", r#""a\\""#),
            (r#"a\" b"#, r#""a\\\" b""#),
            (r"a\\b", r#""a\\\b""#),
        ];
        for (text, expected) in rows {
            assert_eq!(argument(text), expected, "{text}");
        }
    }

    #[test]
    fn a_percent_sign_is_no_format() {
        assert_eq!(header_value("X-%{HOME}e"), r#""X-%%{HOME}e""#);
    }

    #[test]
    fn paths_are_literal() {
        assert_eq!(literal("/a.b/(c)+$d"), r"/a\.b/\(c\)\+\$d");
    }
}
