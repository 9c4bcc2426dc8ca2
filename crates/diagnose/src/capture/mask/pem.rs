//! Private keys in PEM ([RFC 7468](https://www.rfc-editor.org/rfc/rfc7468)).

use super::spans::Spans;

/// Masks between the lines that begin and end a key; to the end of the text if that line is missing.
pub(super) fn find(text: &str, spans: &mut Spans) {
    const BEGIN: &str = "-----BEGIN ";
    const KEY: &str = "PRIVATE KEY-----";
    let mut from = 0;
    while let Some(offset) = text[from..].find(BEGIN) {
        let label = from + offset + BEGIN.len();
        from = label;
        let rest = &text[label..];
        // The label is a few words: `RSA `, `ENCRYPTED `.
        let is_label = |char: char| char.is_ascii_uppercase() || char == ' ';
        let words = rest.find(|char| !is_label(char)).unwrap_or(rest.len());
        let Some(key) = rest[..(words + 5).min(rest.len())].find(KEY) else { continue };
        let start = label + key + KEY.len();
        let end = text[start..].find("-----END ").map_or(text.len(), |offset| start + offset);
        spans.push(start..end);
        from = end;
    }
}
