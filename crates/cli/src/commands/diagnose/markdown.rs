//! Pages of causes, which are Markdown, in a terminal.

use std::fmt::Write;

use crate::paragraph::paragraph;

/// A section of a page: paragraphs, lists and code stay apart.
pub(super) fn section(markdown: &str) -> String {
    let mut text = String::new();
    let mut block = String::new();
    let mut code: Option<String> = None;
    for line in markdown.lines() {
        let is_fence = line.trim_start().starts_with("```");
        if let Some(lines) = &mut code {
            if is_fence {
                text.push_str(&indented(lines));
                code = None;
            } else {
                lines.push_str(line);
                lines.push('\n');
            }
            continue;
        }
        let starts_item = line.starts_with("* ")
            || line.split_once(". ").is_some_and(|(number, _)| number.parse::<u8>().is_ok());
        if (line.is_empty() || starts_item || is_fence) && !block.is_empty() {
            text.push_str(&paragraph(&block, 3));
            block.clear();
        }
        if is_fence {
            code = Some(String::new());
        } else if !line.is_empty() {
            block.push_str(&plain(line));
            block.push(' ');
        }
    }
    if !block.is_empty() {
        text.push_str(&paragraph(&block, 3));
    }
    text
}

/// Code, apart from the prose around it.
pub(super) fn indented(block: &str) -> String {
    let mut text = String::from("\n");
    for line in block.lines() {
        let _ = writeln!(text, "      {line}");
    }
    text.push('\n');
    text
}

/// Markdown without its links' addresses: those of other pages are codes already.
pub(super) fn plain(markdown: &str) -> String {
    let mut text = String::new();
    let mut rest = markdown;
    while let Some((before, after)) = rest.split_once('[') {
        let Some((label, address)) = after.split_once("](") else { break };
        let Some((_, after)) = address.split_once(')') else { break };
        text.push_str(before);
        text.push_str(label);
        rest = after;
    }
    text.push_str(rest);
    text
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn links_are_their_labels() {
        for (markdown, expected) in [
            ("see [server-error](server-error.md).", "see server-error."),
            ("no link, [only brackets]", "no link, [only brackets]"),
            ("[a](b)[c](d)", "ac"),
        ] {
            assert_eq!(plain(markdown), expected);
        }
    }
}
