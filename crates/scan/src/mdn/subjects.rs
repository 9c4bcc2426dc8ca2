//! The twelve subjects, one a file.

mod content_security_policy;
mod cookies;
mod cross_origin_embedder_policy;
mod cross_origin_opener_policy;
mod cross_origin_resource_policy;
mod cross_origin_resource_sharing;
mod redirection;
mod referrer_policy;
mod strict_transport_security;
mod subresource_integrity;
mod token;
mod x_content_type_options;
mod x_frame_options;

use super::results::MdnResult;
use super::seen::Seen;

/// Every subject with its result, in the table's order.
pub(super) fn all(seen: &Seen<'_>) -> [(&'static str, &'static MdnResult); 12] {
    let policy = content_security_policy::judge(seen);
    [
        ("content-security-policy", policy.result),
        ("cookies", cookies::judge(seen)),
        ("cross-origin-embedder-policy", cross_origin_embedder_policy::judge(seen)),
        ("cross-origin-opener-policy", cross_origin_opener_policy::judge(seen)),
        ("cross-origin-resource-sharing", cross_origin_resource_sharing::judge(seen)),
        ("redirection", redirection::judge(seen)),
        ("referrer-policy", referrer_policy::judge(seen)),
        ("strict-transport-security", strict_transport_security::judge(seen)),
        ("subresource-integrity", subresource_integrity::judge(seen)),
        ("x-content-type-options", x_content_type_options::judge(seen)),
        ("x-frame-options", x_frame_options::judge(seen, &policy)),
        ("cross-origin-resource-policy", cross_origin_resource_policy::judge(seen)),
    ]
}
