//! Strings of one code point a byte.

/// [Isomorphic encode](https://infra.spec.whatwg.org/#isomorphic-encode); `None` if a code point is
/// above U+00FF.
pub(crate) fn encode(text: &str) -> Option<Vec<u8>> {
    if text.is_ascii() {
        return Some(text.as_bytes().to_vec());
    }
    text.chars().map(|char| u8::try_from(u32::from(char)).ok()).collect()
}

/// [Isomorphic decode](https://infra.spec.whatwg.org/#isomorphic-decode).
pub(crate) fn decode(bytes: &[u8]) -> String {
    match str::from_utf8(bytes) {
        Ok(text) if text.is_ascii() => text.to_owned(),
        _ => bytes.iter().copied().map(char::from).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::{decode, encode};

    #[test]
    fn every_byte_is_one_code_point() {
        let all: Vec<u8> = (0..=255).collect();
        assert_eq!(encode(&decode(&all)), Some(all));
        assert_eq!(encode("\u{100}"), None);
    }
}
