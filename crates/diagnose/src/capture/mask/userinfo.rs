//! User names and passwords in URLs.

use super::spans::Spans;

/// Between a scheme's `://` and the last `@` of the authority; the same percent-encoded.
pub(super) fn find(text: &str, spans: &mut Spans) {
    find_between(text, &["://"], &["@"], spans);
    find_between(text, &["%3A%2F%2F", "%3a%2f%2f"], &["%40"], spans);
}

fn find_between(text: &str, openings: &[&str], ends: &[&str], spans: &mut Spans) {
    for opening in openings {
        let mut from = 0;
        while let Some(offset) = text[from..].find(opening) {
            let start = from + offset + opening.len();
            let is_outside = |char: char| {
                matches!(char, '/' | '?' | '#' | '"' | '\'' | '<' | '>' | '\\' | '`' | '|')
                    || char.is_whitespace()
            };
            let rest = &text[start..];
            let authority = &rest[..rest.find(is_outside).unwrap_or(rest.len())];
            let at = ends.iter().filter_map(|end| authority.rfind(end)).max();
            if let Some(at) = at {
                spans.push(start..start + at);
            }
            from = start + authority.len();
        }
    }
}
