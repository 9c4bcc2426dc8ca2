//! Where plain `http` leads.

use url::Url;

use crate::chain::url_of;
use crate::mdn::results::{
    MdnResult, REDIRECTION_ALL_REDIRECTS_PRELOADED, REDIRECTION_INVALID_CERT, REDIRECTION_MISSING,
    REDIRECTION_NOT_NEEDED_NO_HTTP, REDIRECTION_NOT_TO_HTTPS,
    REDIRECTION_NOT_TO_HTTPS_ON_INITIAL_REDIRECTION, REDIRECTION_OFF_HOST_FROM_HTTP,
    REDIRECTION_TO_HTTPS,
};
use crate::mdn::seen::{Seen, is_verified};

/// Ports are not looked at, as in the table.
pub(super) fn judge(seen: &Seen<'_>) -> &'static MdnResult {
    let Some(chain) = &seen.http else { return &REDIRECTION_NOT_NEEDED_NO_HTTP };
    if !is_verified(chain) {
        return &REDIRECTION_INVALID_CERT;
    }
    let route: Vec<&Url> = chain.iter().map(|(_, entry)| url_of(entry)).collect();
    let is_preloaded = |url: &&Url| url.host_str().is_some_and(|it| seen.preloads.covers(it));
    if route.iter().all(is_preloaded) {
        return &REDIRECTION_ALL_REDIRECTS_PRELOADED;
    }
    let [first, second, ..] = route[..] else { return &REDIRECTION_MISSING };
    if route.last().is_some_and(|url| url.scheme() != "https") {
        &REDIRECTION_NOT_TO_HTTPS
    } else if second.scheme() == "http" {
        &REDIRECTION_NOT_TO_HTTPS_ON_INITIAL_REDIRECTION
    } else if first.host_str() != second.host_str() {
        &REDIRECTION_OFF_HOST_FROM_HTTP
    } else {
        &REDIRECTION_TO_HTTPS
    }
}
