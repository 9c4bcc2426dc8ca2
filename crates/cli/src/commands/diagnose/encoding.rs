//! What bytes say: UTF-8, or the UTF-16 that `>` of Windows PowerShell writes.

/// The text; `None` where the bytes are none.
pub(super) fn text(bytes: Vec<u8>) -> Option<String> {
    let text = match bytes.as_slice() {
        [0xff, 0xfe, rest @ ..] => wide(rest, u16::from_le_bytes)?,
        [0xfe, 0xff, rest @ ..] => wide(rest, u16::from_be_bytes)?,
        _ => String::from_utf8(bytes).ok()?,
    };
    (!text.contains('\0')).then_some(text)
}

/// Whether a text in UTF-16 begins so.
pub(super) const fn is_wide(head: &[u8]) -> bool {
    matches!(head, [0xff, 0xfe, ..] | [0xfe, 0xff, ..])
}

fn wide(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Option<String> {
    let (pairs, []) = bytes.as_chunks::<2>() else { return None };
    let units: Vec<_> = pairs.iter().map(|pair| unit(*pair)).collect();
    String::from_utf16(&units).ok()
}

#[cfg(test)]
mod tests {
    use super::text;

    #[test]
    fn bytes_are_a_text_in_their_encoding() {
        for (sentence, bytes, expected) in [
            ("UTF-8", &b"a\xc3\xa9"[..], Some("a\u{e9}")),
            ("UTF-16, little-endian", b"\xff\xfea\0\xe9\0", Some("a\u{e9}")),
            ("UTF-16, big-endian", b"\xfe\xff\0a\0\xe9", Some("a\u{e9}")),
            ("half a unit", b"\xff\xfea", None),
            ("half a pair", b"\xff\xfe\0\xd8", None),
            ("neither", b"\xc3", None),
            ("zeros", b"a\0", None),
        ] {
            assert_eq!(text(bytes.to_vec()).as_deref(), expected, "{sentence}");
        }
    }
}
