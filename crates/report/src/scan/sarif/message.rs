//! Text of a log.

use crate::sarif::log::OwnedText;

/// A message in which nothing is a link (section 3.11.6) or a placeholder (section 3.11.5).
pub(super) fn message(text: &str) -> OwnedText {
    let mut escaped = String::with_capacity(text.len());
    for char in text.chars() {
        match char {
            '[' | ']' | '\\' => escaped.extend(['\\', char]),
            '{' | '}' => escaped.extend([char, char]),
            _ => escaped.push(char),
        }
    }
    OwnedText { text: escaped }
}

#[cfg(test)]
mod tests {
    use super::message;

    #[test]
    fn messages_have_no_links_and_no_placeholders() {
        assert_eq!(
            message("[x](https://evil.example) {0}").text,
            r"\[x\](https://evil.example) {{0}}"
        );
    }
}
