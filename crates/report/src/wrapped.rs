//! Prose in the width of a terminal.

/// Columns of a line.
pub const WIDTH: usize = 100;

/// `text` in lines of at most [`WIDTH`] columns, broken between words. The first line is indented
/// by `first` blanks, the others by `rest`. A word that is longer stands alone. Two blanks in a row
/// stay, as columns have them.
///
/// ```
/// use corsmith_report::wrapped;
///
/// let lines = wrapped(&["word"; 20].join(" "), [2, 4]);
/// assert_eq!(lines.len(), 2);
/// assert_eq!(lines[1], "    word");
/// ```
#[must_use]
pub fn wrapped(text: &str, [first, rest]: [usize; 2]) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split(' ') {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= WIDTH => {
                line.push(' ');
                line.push_str(word);
            }
            last => {
                let indent = if last.is_some() { rest } else { first };
                lines.push(format!("{}{word}", " ".repeat(indent)));
            }
        }
    }
    lines.iter().map(|line| line.trim_end().to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::wrapped;

    #[test]
    fn lines_break_between_words() {
        let long = "x".repeat(120);
        let word = |letter: &str, count| letter.repeat(count);
        let rows = [
            ("a b".to_owned(), vec!["  a b".to_owned()]),
            (
                format!("a {long} b"),
                vec!["  a".to_owned(), format!("    {long}"), "    b".to_owned()],
            ),
            (
                format!("{} {}", word("y", 49), word("z", 48)),
                vec![format!("  {} {}", word("y", 49), word("z", 48))],
            ),
            (
                format!("{} {}", word("y", 49), word("z", 49)),
                vec![format!("  {}", word("y", 49)), format!("    {}", word("z", 49))],
            ),
        ];
        for (text, expected) in rows {
            assert_eq!(wrapped(&text, [2, 4]), expected);
        }
    }
}
