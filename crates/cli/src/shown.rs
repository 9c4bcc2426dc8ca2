//! Text of others, on a terminal.

/// What a user, a file or a server says, which must not steer the terminal: control and invisible
/// characters are escaped.
pub(crate) fn shown(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for char in text.chars() {
        if char.is_control() || corsmith_fetch::is_invisible(char) {
            shown.extend(char.escape_unicode());
        } else {
            shown.push(char);
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::shown;

    #[test]
    fn what_steers_is_escaped() {
        for (text, expected) in
            [("a b", "a b"), ("\u{1b}[2J", "\\u{1b}[2J"), ("\u{202e}x", "\\u{202e}x")]
        {
            assert_eq!(shown(text), expected);
        }
    }
}
