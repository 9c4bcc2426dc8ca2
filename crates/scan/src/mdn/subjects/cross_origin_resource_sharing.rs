//! Cross-origin resource sharing: what a stranger's origin is told.

use crate::mdn::results::{
    CROSS_ORIGIN_RESOURCE_SHARING_IMPLEMENTED_WITH_PUBLIC_ACCESS,
    CROSS_ORIGIN_RESOURCE_SHARING_IMPLEMENTED_WITH_RESTRICTED_ACCESS,
    CROSS_ORIGIN_RESOURCE_SHARING_IMPLEMENTED_WITH_UNIVERSAL_ACCESS,
    CROSS_ORIGIN_RESOURCE_SHARING_NOT_IMPLEMENTED, MdnResult,
};
use crate::mdn::seen::Seen;
use crate::{Entry, Response};

/// The worst that a stranger was told. Without a recorded answer to one, the page's own answer is
/// looked at.
pub(super) fn judge(seen: &Seen<'_>) -> &'static MdnResult {
    let told = seen.to_strangers.iter().filter_map(|entry| told(entry));
    let told: Vec<&'static MdnResult> = told.collect();
    if seen.to_strangers.is_empty() {
        return of(seen.page, None);
    }
    let worst = told.iter().find(|result| result.modifier < 0);
    let any = told.iter().find(|it| it.id != CROSS_ORIGIN_RESOURCE_SHARING_NOT_IMPLEMENTED.id);
    worst.or(any).copied().unwrap_or(&CROSS_ORIGIN_RESOURCE_SHARING_NOT_IMPLEMENTED)
}

fn told(entry: &Entry) -> Option<&'static MdnResult> {
    Some(of(entry.response()?, entry.exchange.origin().as_deref()))
}

fn of(answer: &Response, origin: Option<&str>) -> &'static MdnResult {
    let Some(allowed) = answer.text("access-control-allow-origin").filter(|it| !it.is_empty())
    else {
        return &CROSS_ORIGIN_RESOURCE_SHARING_NOT_IMPLEMENTED;
    };
    let credentials = answer.text("access-control-allow-credentials").unwrap_or_default();
    if allowed.trim() == "*" {
        &CROSS_ORIGIN_RESOURCE_SHARING_IMPLEMENTED_WITH_PUBLIC_ACCESS
    } else if origin == Some(&*allowed) && credentials.trim().eq_ignore_ascii_case("true") {
        &CROSS_ORIGIN_RESOURCE_SHARING_IMPLEMENTED_WITH_UNIVERSAL_ACCESS
    } else {
        &CROSS_ORIGIN_RESOURCE_SHARING_IMPLEMENTED_WITH_RESTRICTED_ACCESS
    }
}
