//! Text of others, made fit to stand inside a sentence.

use std::fmt::Write as _;

use corsmith_fetch::is_invisible;

/// Most characters of a foreign text in a message.
const MAX_SHOWN: usize = 100;

/// A text in backticks: control and invisible characters escaped, cut where it is long. Of nothing
/// there is nothing to show, and a sentence needs something.
pub(crate) fn shown(text: &str) -> String {
    if text.is_empty() {
        return "an empty value".to_owned();
    }
    format!("`{}`", escaped(&text.replace('`', "'"), MAX_SHOWN))
}

fn escaped(text: &str, most: usize) -> String {
    let mut escaped = String::new();
    for (index, char) in text.chars().enumerate() {
        if index == most {
            escaped.push('…');
            break;
        }
        if char.is_control() || is_invisible(char) {
            // Writing to a `String` cannot fail.
            let _ = write!(escaped, "{}", char.escape_unicode());
        } else {
            escaped.push(char);
        }
    }
    escaped
}

/// A sentence of which a part may come from outside: control and invisible characters escaped, cut
/// where it is long.
pub(crate) fn clean(text: &str) -> String {
    escaped(text, 4 * MAX_SHOWN)
}

/// A few texts, each shown, and how many more there are.
pub(crate) fn listed<S: AsRef<str>>(texts: impl IntoIterator<Item = S>) -> String {
    const MOST: usize = 5;
    let mut texts: Vec<String> = texts.into_iter().map(|text| shown(text.as_ref())).collect();
    let more = texts.len().saturating_sub(MOST);
    texts.truncate(MOST);
    match (texts.split_last(), more) {
        (None, _) => String::new(),
        (Some((last, [])), 0) => last.clone(),
        (Some((last, rest)), 0) => format!("{} and {last}", rest.join(", ")),
        (Some(_), more) => format!("{} and {more} more", texts.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::{listed, shown};

    #[test]
    fn nothing_moves_a_cursor() {
        assert_eq!(shown("a\u{1b}[2J`b\u{202e}"), "`a\\u{1b}[2J'b\\u{202e}`");
        assert_eq!(shown(""), "an empty value");
        assert_eq!(shown(&"x".repeat(200)).chars().count(), 103);
    }

    #[test]
    fn lists_are_short() {
        assert_eq!(listed(["a"]), "`a`");
        assert_eq!(listed(["a", "b", "c"]), "`a`, `b` and `c`");
        assert_eq!(listed(["a", "b", "c", "d", "e", "f"]), "`a`, `b`, `c`, `d`, `e` and 1 more");
        assert_eq!(listed([""; 0]), "");
    }
}
