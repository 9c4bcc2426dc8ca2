//! Prose in the width of a terminal.

use corsmith_report::wrapped;

/// `text` in lines that a terminal has room for, each indented by `indent` spaces, with a line break
/// at the end.
pub(crate) fn paragraph(text: &str, indent: usize) -> String {
    let words: Vec<_> = text.split_whitespace().collect();
    wrapped(&words.join(" "), [indent, indent]).join("\n") + "\n"
}
