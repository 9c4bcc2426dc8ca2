//! Text of others, inside a note.

use corsmith_fetch::is_invisible;

/// The beginning of `text` in backticks. Control and invisible characters are replaced: a note must
/// neither move a terminal's cursor nor hide what it quotes.
pub(crate) fn quoted(text: &str) -> String {
    const LONGEST: usize = 80;
    let shown =
        |char: char| if char.is_control() || is_invisible(char) { '\u{fffd}' } else { char };
    let clean: String = text.chars().take(LONGEST).map(shown).collect();
    let rest = if text.chars().nth(LONGEST).is_some() { "…" } else { "" };
    format!("`{clean}{rest}`")
}

/// The first few of `texts`, each quoted, and how many more there are.
pub(crate) fn quoted_list(texts: &[String]) -> String {
    const MOST: usize = 5;
    let shown: Vec<_> = texts.iter().take(MOST).map(|text| quoted(text)).collect();
    match texts.len().saturating_sub(MOST) {
        0 => shown.join(", "),
        more => format!("{} and {more} more", shown.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::{quoted, quoted_list};

    #[test]
    fn what_is_quoted_is_short_and_visible() {
        assert_eq!(quoted("a\u{1b}[2J\u{202e}"), "`a\u{fffd}[2J\u{fffd}`");
        assert_eq!(quoted(&"é".repeat(81)), format!("`{}…`", "é".repeat(80)));
        let many: Vec<_> = (1..8).map(|n| n.to_string()).collect();
        assert_eq!(quoted_list(&many), "`1`, `2`, `3`, `4`, `5` and 2 more");
    }
}
