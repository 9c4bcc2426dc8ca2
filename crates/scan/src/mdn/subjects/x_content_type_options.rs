//! `X-Content-Type-Options`.

use crate::mdn::results::{
    MdnResult, X_CONTENT_TYPE_OPTIONS_HEADER_INVALID, X_CONTENT_TYPE_OPTIONS_NOSNIFF,
    X_CONTENT_TYPE_OPTIONS_NOT_IMPLEMENTED,
};
use crate::mdn::seen::Seen;

/// The field twice is invalid.
pub(super) fn judge(seen: &Seen<'_>) -> &'static MdnResult {
    match seen.field("x-content-type-options") {
        None => &X_CONTENT_TYPE_OPTIONS_NOT_IMPLEMENTED,
        Some(value) if value.trim().eq_ignore_ascii_case("nosniff") => {
            &X_CONTENT_TYPE_OPTIONS_NOSNIFF
        }
        Some(_) => &X_CONTENT_TYPE_OPTIONS_HEADER_INVALID,
    }
}
