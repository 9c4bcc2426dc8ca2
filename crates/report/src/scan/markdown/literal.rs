//! Text of others in Markdown, where it stays what it is.

/// Text in which only what stands between backticks is markup. Nothing in it is a link, an element
/// or the name of somebody who would be told.
pub(super) fn prose(text: &str) -> String {
    let parts: Vec<_> = text.split('`').collect();
    // With an odd number of backticks, the last one quotes nothing.
    let quoted = if parts.len() % 2 == 1 { parts.len() } else { parts.len() - 1 };
    let mut prose = String::with_capacity(text.len());
    for (index, part) in parts.iter().enumerate() {
        match index % 2 {
            1 if index < quoted => prose.push_str(&code(part)),
            1 => prose.push_str(&format!("\\`{}", plain(part))),
            _ => prose.push_str(&plain(part)),
        }
    }
    prose
}

/// The same as a sentence with its full stop.
pub(super) fn sentence(text: &str) -> String {
    let end = if text.ends_with(['.', '!', '?', ':']) { "" } else { "." };
    format!("{}{end}", prose(text))
}

fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for char in text.chars() {
        match char {
            '\\' | '*' | '_' | '[' | ']' | '|' | '~' | '$' | '#' => plain.extend(['\\', char]),
            '<' => plain.push_str("&lt;"),
            '>' => plain.push_str("&gt;"),
            '&' => plain.push_str("&amp;"),
            // A comment in between keeps GitHub from telling a user of that name.
            '@' => plain.push_str("@<!-- -->"),
            _ => plain.push(char),
        }
    }
    // Nor may it make a link of what looks like an address.
    plain.replace("://", ":<!-- -->//").replace("www.", "www<!-- -->.")
}

/// A code span of exactly this text.
pub(super) fn code(text: &str) -> String {
    let fence = "`".repeat(longest_run(text) + 1);
    // One blank on each side is taken away.
    let blank =
        if text.starts_with('`') || text.ends_with('`') || text.is_empty() { " " } else { "" };
    // A code span of blanks keeps them all.
    format!("{fence}{blank}{text}{blank}{fence}")
}

/// A code block of exactly these lines.
pub(super) fn block(text: &str) -> String {
    let fence = "`".repeat((longest_run(text) + 1).max(3));
    format!("{fence}\n{}\n{fence}\n", text.trim_end_matches('\n'))
}

fn longest_run(text: &str) -> usize {
    text.split(|char| char != '`').map(str::len).max().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{block, code, prose};

    #[test]
    fn text_stays_text() {
        let rows = [
            ("a `b*` c*", r"a `b*` c\*"),
            ("<img src=x onerror=y>", "&lt;img src=x onerror=y&gt;"),
            ("[a](javascript:b)", r"\[a\](javascript:b)"),
            ("@somebody and #1: x", r"@<!-- -->somebody and \#1: x"),
            ("https://evil.example", "https:<!-- -->//evil.example"),
            ("www.evil.example at 10:00:00", "www<!-- -->.evil.example at 10:00:00"),
            ("one ` of them", r"one \` of them"),
            ("`a` and ` <b>", r"`a` and \` &lt;b&gt;"),
            ("``", "`  `"),
        ];
        for (text, expected) in rows {
            assert_eq!(prose(text), expected, "{text}");
        }
        assert_eq!(code("a``b`"), "``` a``b` ```");
        assert_eq!(block("a\n```\nb\n"), "````\na\n```\nb\n````\n");
    }
}
