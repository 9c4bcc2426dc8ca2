//! Private keys in PEM ([RFC 7468](https://www.rfc-editor.org/rfc/rfc7468)).

use super::spans::Spans;

/// Masks between the lines that begin and end a key; to the end of the text if that line is missing.
pub(super) fn find(text: &str, spans: &mut Spans) {
    const BEGIN: &str = "-----BEGIN ";
    const DASHES: &str = "-----";
    let mut from = 0;
    while let Some(offset) = text[from..].find(BEGIN) {
        let label = from + offset + BEGIN.len();
        from = label;
        // The label is a few words: `RSA `, `ENCRYPTED `.
        let is_label = |char: char| char.is_ascii_uppercase() || char == ' ';
        let rest = text[label..].trim_start_matches(is_label);
        let dashes = text.len() - rest.len();
        if !text[label..dashes].ends_with("PRIVATE KEY") || !rest.starts_with(DASHES) {
            continue;
        }
        let start = dashes + DASHES.len();
        let end = text[start..].find("-----END ").map_or(text.len(), |offset| start + offset);
        spans.push(start..end);
        from = end;
    }
}
