//! A header field in JSON.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::Problem;

/// A header field: name and value, `["Origin", "https://app.example.com"]`. The value has one code
/// point, 0 to 255, for each byte: header values are bytes, and JSON has none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema, JsonSchema)]
pub struct HeaderField(
    /// The name.
    pub String,
    /// The value.
    pub String,
);

impl From<(String, String)> for HeaderField {
    fn from((name, value): (String, String)) -> Self {
        Self(name, value)
    }
}

impl HeaderField {
    /// Each of `pairs`.
    pub(crate) fn list(pairs: &[(String, String)]) -> Vec<Self> {
        pairs.iter().cloned().map(Self::from).collect()
    }

    /// One code point for each byte
    /// ([isomorphic decode](https://infra.spec.whatwg.org/#isomorphic-decode)).
    pub(crate) fn from_wire(name: &str, value: &[u8]) -> Self {
        Self(name.to_owned(), value.iter().copied().map(char::from).collect())
    }

    /// The name and the bytes of the value, if a server can send and receive such a field. `field`
    /// names the list.
    pub(crate) fn to_wire(&self, field: &str) -> Result<(&str, Vec<u8>), Problem> {
        let Self(name, value) = self;
        let shown: String = name.chars().take(40).collect();
        if !corsmith_fetch::is_header_name(name) {
            return Err(Problem::bad_request(format!("`{field}`: `{shown}` is not a header name")));
        }
        let bytes: Option<Vec<u8>> =
            value.chars().map(|char| u8::try_from(u32::from(char)).ok()).collect();
        let bytes = bytes.ok_or_else(|| {
            Problem::bad_request(format!(
                "`{field}`: the value of `{shown}` has a character above U+00FF, which is no byte"
            ))
        })?;
        if bytes.iter().any(|byte| matches!(byte, b'\r' | b'\n' | 0)) {
            return Err(Problem::bad_request(format!(
                "`{field}`: the value of `{shown}` has a line break or a NUL, which no header has"
            )));
        }
        Ok((name, bytes.trim_ascii().to_vec()))
    }
}

#[cfg(test)]
mod tests {
    use super::HeaderField;

    #[test]
    fn values_are_bytes() {
        type Expected = Result<&'static [u8], &'static str>;
        let rows: [(&str, &str, Expected); 6] = [
            ("Origin", " https://a.example\t", Ok(b"https://a.example")),
            ("X-A", "\u{ff}", Ok(b"\xff")),
            ("X-A", "\u{100}", Err("a character above U+00FF")),
            ("X-A", "a\r\nb", Err("a line break")),
            ("X A", "a", Err("`X A` is not a header name")),
            ("", "a", Err("`` is not a header name")),
        ];
        for (name, value, expected) in rows {
            let field = HeaderField(name.to_owned(), value.to_owned());
            match (field.to_wire("headers"), expected) {
                (Ok((_, bytes)), Ok(expected)) => assert_eq!(bytes, expected),
                (Err(problem), Err(expected)) => {
                    assert!(problem.detail.contains(expected), "{}", problem.detail);
                }
                (got, _) => panic!("{name}: {value}: {got:?}"),
            }
        }
    }
}
