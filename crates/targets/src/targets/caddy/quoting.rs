//! How policy text is written in a Caddyfile.

/// A comment line. Caddy replaces `{$NAME}` in the whole file before it reads it, comments
/// included, so that a value of several lines would leave the comment.
pub(super) fn comment(line: &str) -> String {
    format!("# {}", line.replace("{$", "{ $"))
}

/// One word: bare where Caddy reads it as one, else in double quotes.
pub(super) fn word(text: &str) -> String {
    let is_bare = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.:/*[]".contains(&byte);
    if !text.is_empty() && text.bytes().all(is_bare) { text.to_owned() } else { quoted(text) }
}

/// A word in double quotes, in which a backslash is special only before a quote.
pub(super) fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\\\""))
}

/// `text` in a regular expression of RE2. Paths hold no white space, quotes or backslashes.
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

/// `text` with every line that is not empty one or more tabs further in.
pub(super) fn indented(text: &str, tabs: usize) -> String {
    let lines = text.lines().map(|line| {
        if line.is_empty() { "\n".to_owned() } else { format!("{}{line}\n", "\t".repeat(tabs)) }
    });
    lines.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_replace_nothing() {
        assert_eq!(comment("policy `{$HOME}` {{$x}}"), "# policy `{ $HOME}` {{ $x}}");
    }

    #[test]
    fn words_stay_one_word() {
        let rows = [
            ("GET", "GET"),
            ("*", "*"),
            ("GET, PUT", "\"GET, PUT\""),
            ("https://[2001:db8::5]:8443", "https://[2001:db8::5]:8443"),
            ("#x", "\"#x\""),
            ("`x`", "\"`x`\""),
            ("a\"b", "\"a\\\"b\""),
            ("", "\"\""),
        ];
        for (text, expected) in rows {
            assert_eq!(word(text), expected, "{text}");
        }
    }

    #[test]
    fn paths_are_literal() {
        assert_eq!(literal("/a.b/(c)+$d"), r"/a\.b/\(c\)\+\$d");
    }

    #[test]
    fn empty_lines_stay_empty() {
        assert_eq!(indented("a\n\n\tb\n", 1), "\ta\n\n\t\tb\n");
    }
}
