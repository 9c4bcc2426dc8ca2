//! `Cross-Origin-Resource-Policy`.

use crate::mdn::results::{
    CORP_HEADER_INVALID, CORP_IMPLEMENTED_WITH_CROSS_ORIGIN, CORP_IMPLEMENTED_WITH_SAME_ORIGIN,
    CORP_IMPLEMENTED_WITH_SAME_SITE, CORP_NOT_IMPLEMENTED, MdnResult,
};
use crate::mdn::seen::Seen;

pub(super) fn judge(seen: &Seen<'_>) -> &'static MdnResult {
    let Some(value) = seen.field("cross-origin-resource-policy") else {
        return &CORP_NOT_IMPLEMENTED;
    };
    match &*value.trim().to_lowercase() {
        "" => &CORP_NOT_IMPLEMENTED,
        "same-origin" => &CORP_IMPLEMENTED_WITH_SAME_ORIGIN,
        "same-site" => &CORP_IMPLEMENTED_WITH_SAME_SITE,
        "cross-origin" => &CORP_IMPLEMENTED_WITH_CROSS_ORIGIN,
        _ => &CORP_HEADER_INVALID,
    }
}
