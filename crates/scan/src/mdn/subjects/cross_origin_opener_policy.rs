//! `Cross-Origin-Opener-Policy`.

use super::token::token;
use crate::mdn::results::{
    COOP_HEADER_INVALID, COOP_IMPLEMENTED_WITH_NOOPENER_ALLOW_POPUPS,
    COOP_IMPLEMENTED_WITH_SAME_ORIGIN, COOP_IMPLEMENTED_WITH_SAME_ORIGIN_ALLOW_POPUPS,
    COOP_IMPLEMENTED_WITH_UNSAFE_NONE, COOP_NOT_IMPLEMENTED, MdnResult,
};
use crate::mdn::seen::Seen;

pub(super) fn judge(seen: &Seen<'_>) -> &'static MdnResult {
    let Some(value) = seen.field("cross-origin-opener-policy") else {
        return &COOP_NOT_IMPLEMENTED;
    };
    match token(&value) {
        Some("same-origin") => &COOP_IMPLEMENTED_WITH_SAME_ORIGIN,
        Some("same-origin-allow-popups") => &COOP_IMPLEMENTED_WITH_SAME_ORIGIN_ALLOW_POPUPS,
        Some("noopener-allow-popups") => &COOP_IMPLEMENTED_WITH_NOOPENER_ALLOW_POPUPS,
        Some("unsafe-none") => &COOP_IMPLEMENTED_WITH_UNSAFE_NONE,
        _ => &COOP_HEADER_INVALID,
    }
}
