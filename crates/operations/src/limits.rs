//! Every limit on requests that is not one of [`corsmith_policy::limits`] or
//! [`corsmith_diagnose::MAX_TEXT_BYTES`]. Whoever takes requests in bounds their length first.

use crate::{HeaderField, Problem};

/// Longest text beside policies and pasted texts, in bytes: a URL, a method, a header's name or
/// value, a path. Servers refuse shorter ones.
pub const MAX_FIELD_BYTES: usize = 64 * 1024;

/// Most header fields of one list. Servers refuse fewer.
pub const MAX_HEADER_FIELDS: usize = 256;

/// Most targets of one build.
pub const MAX_TARGETS: usize = 64;

/// Checks `text`, the request's `field`.
pub(crate) fn text(field: &str, text: &str) -> Result<(), Problem> {
    if text.len() <= MAX_FIELD_BYTES {
        return Ok(());
    }
    let limit = corsmith_report::grouped(MAX_FIELD_BYTES);
    Err(Problem::too_large(format!("`{field}` is longer than the limit of {limit} bytes")))
}

/// Checks `fields`, the request's `field`.
pub(crate) fn header_fields(field: &str, fields: &[HeaderField]) -> Result<(), Problem> {
    if fields.len() > MAX_HEADER_FIELDS {
        return Err(Problem::too_large(format!(
            "`{field}` has {} entries, and at most {MAX_HEADER_FIELDS} are read",
            fields.len()
        )));
    }
    for HeaderField(name, value) in fields {
        text(field, name)?;
        text(field, value)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ProblemKind;

    #[test]
    fn the_limit_itself_is_allowed_and_one_more_is_not() {
        assert!(text("url", &"a".repeat(MAX_FIELD_BYTES)).is_ok());
        let problem = text("url", &"a".repeat(MAX_FIELD_BYTES + 1)).unwrap_err();
        assert_eq!(problem.kind, ProblemKind::TooLarge);
        assert_eq!(problem.detail, "`url` is longer than the limit of 65,536 bytes");

        let field = HeaderField("a".to_owned(), "b".to_owned());
        assert!(header_fields("headers", &vec![field.clone(); MAX_HEADER_FIELDS]).is_ok());
        let problem = header_fields("headers", &vec![field; MAX_HEADER_FIELDS + 1]).unwrap_err();
        assert_eq!(problem.detail, "`headers` has 257 entries, and at most 256 are read");
    }
}
