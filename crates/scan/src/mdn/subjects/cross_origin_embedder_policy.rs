//! `Cross-Origin-Embedder-Policy`.

use super::token::token;
use crate::mdn::results::{
    COEP_HEADER_INVALID, COEP_IMPLEMENTED_WITH_CREDENTIALLESS, COEP_IMPLEMENTED_WITH_REQUIRE_CORP,
    COEP_IMPLEMENTED_WITH_UNSAFE_NONE, COEP_NOT_IMPLEMENTED, MdnResult,
};
use crate::mdn::seen::Seen;

pub(super) fn judge(seen: &Seen<'_>) -> &'static MdnResult {
    let Some(value) = seen.field("cross-origin-embedder-policy") else {
        return &COEP_NOT_IMPLEMENTED;
    };
    match token(&value) {
        Some("require-corp") => &COEP_IMPLEMENTED_WITH_REQUIRE_CORP,
        Some("credentialless") => &COEP_IMPLEMENTED_WITH_CREDENTIALLESS,
        Some("unsafe-none") => &COEP_IMPLEMENTED_WITH_UNSAFE_NONE,
        _ => &COEP_HEADER_INVALID,
    }
}
