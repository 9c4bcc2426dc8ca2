//! `X-Frame-Options`, unless a policy has `frame-ancestors`, whatever its value and wherever it is.

use super::content_security_policy::Judged;
use crate::mdn::results::{
    MdnResult, X_FRAME_OPTIONS_ALLOW_FROM_ORIGIN, X_FRAME_OPTIONS_HEADER_INVALID,
    X_FRAME_OPTIONS_IMPLEMENTED_VIA_CSP, X_FRAME_OPTIONS_NOT_IMPLEMENTED,
    X_FRAME_OPTIONS_SAMEORIGIN_OR_DENY,
};
use crate::mdn::seen::Seen;

/// The field twice is invalid.
pub(super) fn judge(seen: &Seen<'_>, policy: &Judged) -> &'static MdnResult {
    if policy.has_frame_ancestors {
        return &X_FRAME_OPTIONS_IMPLEMENTED_VIA_CSP;
    }
    let Some(value) = seen.field("x-frame-options") else {
        return &X_FRAME_OPTIONS_NOT_IMPLEMENTED;
    };
    match &*value.trim().to_lowercase() {
        "deny" | "sameorigin" => &X_FRAME_OPTIONS_SAMEORIGIN_OR_DENY,
        value if value.starts_with("allow-from") => &X_FRAME_OPTIONS_ALLOW_FROM_ORIGIN,
        _ => &X_FRAME_OPTIONS_HEADER_INVALID,
    }
}
