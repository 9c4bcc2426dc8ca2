//! Prose in the width of a terminal.

/// Columns of a paragraph.
const WIDTH: usize = 100;

/// `text` in lines of at most 100 columns, each indented by `indent` spaces, with a line break at
/// the end. A word that is longer stands alone.
pub(crate) fn paragraph(text: &str, indent: usize) -> String {
    let mut paragraph = String::new();
    let mut column = 0;
    for word in text.split_whitespace() {
        let width = word.chars().count();
        if column > 0 && column + 1 + width <= WIDTH {
            paragraph.push(' ');
            column += 1 + width;
        } else {
            if column > 0 {
                paragraph.push('\n');
            }
            paragraph.extend(std::iter::repeat_n(' ', indent));
            column = indent + width;
        }
        paragraph.push_str(word);
    }
    paragraph.push('\n');
    paragraph
}

#[cfg(test)]
mod tests {
    use super::paragraph;

    #[test]
    fn lines_break_between_words() {
        let long = "x".repeat(120);
        let rows = [
            ("a b", "  a b\n".to_owned()),
            (&format!("a {long} b") as &str, format!("  a\n  {long}\n  b\n")),
            (
                &format!("{} {}", "y".repeat(49), "z".repeat(48)),
                format!("  {} {}\n", "y".repeat(49), "z".repeat(48)),
            ),
            (
                &format!("{} {}", "y".repeat(49), "z".repeat(49)),
                format!("  {}\n  {}\n", "y".repeat(49), "z".repeat(49)),
            ),
        ];
        for (text, expected) in rows {
            assert_eq!(paragraph(text, 2), expected);
        }
    }
}
