//! `srcset` attributes.

/// The URLs of a `srcset` attribute
/// (<https://html.spec.whatwg.org/#parse-a-srcset-attribute>), without their descriptors.
pub(super) fn urls(srcset: &str) -> impl Iterator<Item = &str> {
    let mut rest = srcset;
    std::iter::from_fn(move || {
        rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == ',');
        if rest.is_empty() {
            return None;
        }
        let end = rest.find(|c: char| c.is_ascii_whitespace()).unwrap_or(rest.len());
        let (word, after) = rest.split_at(end);
        let url = word.trim_end_matches(',');
        rest = if url.len() < word.len() { after } else { after_descriptors(after) };
        Some(url)
    })
}

/// What follows the comma that ends a candidate; a comma in parentheses does not.
fn after_descriptors(text: &str) -> &str {
    let mut is_in_parentheses = false;
    for (index, byte) in text.bytes().enumerate() {
        match byte {
            b'(' => is_in_parentheses = true,
            b')' => is_in_parentheses = false,
            b',' if !is_in_parentheses => return &text[index..],
            _ => {}
        }
    }
    ""
}

#[cfg(test)]
mod tests {
    use super::urls;

    #[test]
    fn candidates() {
        for (srcset, expected) in [
            ("", &[][..]),
            (" , ,", &[]),
            ("a", &["a"]),
            ("a, b", &["a", "b"]),
            ("a,b c", &["a,b"]),
            ("a 1x,b 2x", &["a", "b"]),
            ("a 100w (x, y), b", &["a", "b"]),
            ("a, ,b,, c 2x", &["a", "b", "c"]),
            ("data:image/gif;base64,xx 1x, b", &["data:image/gif;base64,xx", "b"]),
            ("a (", &["a"]),
        ] {
            assert_eq!(urls(srcset).collect::<Vec<_>>(), expected, "{srcset}");
        }
    }
}
