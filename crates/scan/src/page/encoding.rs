//! The encoding of a page, as its bytes and its markup say it.

use std::borrow::Cow;

/// What a byte order mark says, and the bytes after it in an encoding that can be tokenised.
pub(super) fn decoded(bytes: &[u8]) -> (Option<&'static str>, Cow<'_, [u8]>) {
    match bytes {
        [0xef, 0xbb, 0xbf, rest @ ..] => (Some("utf-8"), Cow::Borrowed(rest)),
        [0xff, 0xfe, rest @ ..] => (Some("utf-16le"), utf_16(rest, u16::from_le_bytes)),
        [0xfe, 0xff, rest @ ..] => (Some("utf-16be"), utf_16(rest, u16::from_be_bytes)),
        _ => (None, Cow::Borrowed(bytes)),
    }
}

fn utf_16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Cow<'static, [u8]> {
    let units = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
    let chars = char::decode_utf16(units).map(|char| char.unwrap_or(char::REPLACEMENT_CHARACTER));
    Cow::Owned(chars.collect::<String>().into_bytes())
}

/// Whether a text is a label of the [Encoding standard](https://encoding.spec.whatwg.org/#names-and-labels).
/// Browsers know no others, and take no notice of them.
pub(crate) fn is_label(text: &str) -> bool {
    static LABELS: &str = include_str!("../../data/encodings.txt");
    let label = text.trim_ascii().to_ascii_lowercase();
    !label.starts_with('#') && LABELS.lines().any(|it| it == label)
}

/// The `charset` parameter of a content type.
pub(crate) fn of_content_type(content: &str) -> Option<&str> {
    content.split(';').skip(1).find_map(|parameter| {
        let (name, value) = parameter.split_once('=')?;
        let value = value.trim().trim_matches(['"', '\'']);
        (name.trim().eq_ignore_ascii_case("charset") && !value.is_empty()).then_some(value)
    })
}

#[cfg(test)]
mod tests {
    use super::is_label;

    #[test]
    fn labels_are_those_of_the_standard() {
        for label in ["utf-8", " UTF8 ", "latin1", "windows-1252", "shift_jis"] {
            assert!(is_label(label), "{label}");
        }
        for text in ["utf-7", "foo", "", "utf-32", "# The labels"] {
            assert!(!is_label(text), "{text}");
        }
    }
}
