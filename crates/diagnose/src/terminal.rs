//! What a program tells a terminal, which is no part of a text.

use std::borrow::Cow;

const ESCAPE: char = '\u{1b}';

/// The longest address of a link, in bytes: beyond it the text is no sequence.
const MAX_LINK_BYTES: usize = 4096;

/// A text without colours and links, as `curl -i` writes them.
pub(crate) fn without_sequences(text: &str) -> Cow<'_, str> {
    if !text.contains(ESCAPE) {
        return Cow::Borrowed(text);
    }
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, _)) = rest.split_once(ESCAPE) {
        plain.push_str(before);
        rest = after_sequence(&rest[before.len()..]);
    }
    plain.push_str(rest);
    Cow::Owned(plain)
}

/// What follows the sequence that a text begins with: `ESC [ … m`, or `ESC ] … ESC \` of a link.
pub(crate) fn after_sequence(text: &str) -> &str {
    let rest = text.strip_prefix(ESCAPE).unwrap_or(text);
    if let Some(sequence) = rest.strip_prefix('[') {
        let end = sequence.trim_start_matches(|char: char| matches!(char, ' '..='?'));
        return end.strip_prefix(|char: char| matches!(char, '@'..='~')).unwrap_or(end);
    }
    if let Some(sequence) = rest.strip_prefix(']') {
        let line = &sequence[..sequence.floor_char_boundary(MAX_LINK_BYTES)];
        // Another escape ends it too: a text of nothing else is looked through once.
        let Some(at) = line.find(['\u{7}', ESCAPE, '\n']) else { return sequence };
        let end = &sequence[at..];
        return ["\u{7}", "\u{1b}\\"]
            .iter()
            .find_map(|it| end.strip_prefix(it))
            .unwrap_or(sequence);
    }
    rest
}

#[cfg(test)]
mod tests {
    use super::without_sequences;

    #[test]
    fn a_text_has_no_sequences_left() {
        for (sentence, text, expected) in [
            ("plain", "HTTP/1.1 200 OK", "HTTP/1.1 200 OK"),
            ("a bold name", "\u{1b}[1mVary\u{1b}[0m: Origin", "Vary: Origin"),
            ("several colours at once", "\u{1b}[1;31;40mno\u{1b}[m", "no"),
            ("a link", "\u{1b}]8;;https://a.example/\u{1b}\\here\u{1b}]8;;\u{1b}\\.", "here."),
            ("a title", "\u{1b}]0;shell\u{7}$ curl", "$ curl"),
            ("a link without an end", "\u{1b}]8;;x\ny", "8;;x\ny"),
            ("a link in a link", "\u{1b}]8;;x\u{1b}]8;;y\u{1b}\\z", "8;;xz"),
            ("a link that a colour breaks off", "\u{1b}]8;;x\u{1b}[1my\u{1b}\\", "8;;xy\\"),
            ("an escape alone", "a\u{1b}b", "ab"),
            ("an escape at the end", "a\u{1b}[", "a"),
        ] {
            assert_eq!(without_sequences(text), expected, "{sentence}");
        }
    }
}
