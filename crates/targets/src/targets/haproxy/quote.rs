//! Quoting for HAProxy: words of a line, and log formats inside.

/// `text` as one word.
///
/// Plain text stays as it is. Within single quotes HAProxy reads nothing, so a `'` has to stand
/// outside of them.
pub(super) fn word(text: &str) -> String {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"/:.-_+*[]".contains(&byte);
    if !text.is_empty() && text.bytes().all(is_plain) {
        return text.to_owned();
    }
    format!("'{}'", text.replace('\'', r"'\''"))
}

/// `text` as the value of a header, which is a log format: `%` begins a variable there.
pub(super) fn value(text: &str) -> String {
    word(&text.replace('%', "%%"))
}

#[cfg(test)]
mod tests {
    use super::{value, word};

    #[test]
    fn no_text_is_more_than_one_word() {
        let rows = [
            ("https://a.example:8443", "https://a.example:8443"),
            (r"^https://a\.b$", r"'^https://a\.b$'"),
            ("", "''"),
            ("a b", "'a b'"),
            ("$HOME", "'$HOME'"),
            ("a'b", r"'a'\''b'"),
            ("a#b", "'a#b'"),
            (r#"a" }"#, r#"'a" }'"#),
            ("é", "'é'"),
        ];
        for (text, expected) in rows {
            assert_eq!(word(text), expected, "{text}");
        }
    }

    #[test]
    fn a_value_has_no_variable() {
        assert_eq!(value("X-A, X-B"), "'X-A, X-B'");
        assert_eq!(value("%[env(HOME)]"), "'%%[env(HOME)]'");
        assert_eq!(value("600"), "600");
    }
}
