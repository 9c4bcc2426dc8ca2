//! Fields of JSON objects between commas (`Report-To`, `NEL`).

use serde_json::Value;

/// Longest value that is parsed.
const MAX_BYTES: usize = 16 * 1024;

/// The values of a field; `None` if it is no JSON.
pub(crate) fn objects(field: &str) -> Option<Vec<Value>> {
    if field.len() > MAX_BYTES {
        return None;
    }
    serde_json::from_str(&format!("[{field}]")).ok()
}

#[cfg(test)]
mod tests {
    use super::{MAX_BYTES, objects};

    #[test]
    fn values_are_between_commas() {
        for (field, count) in [
            ("", Some(0)),
            ("{}", Some(1)),
            ("{}, {}", Some(2)),
            ("x", None),
            ("{},", None),
            (&"[".repeat(1_000), None),
            (&" ".repeat(MAX_BYTES + 1), None),
        ] {
            assert_eq!(objects(field).map(|it| it.len()), count, "{field:.20}");
        }
    }
}
