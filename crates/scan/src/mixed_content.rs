//! What a page over `https` loads over plain `http`.

use crate::chain::is_loopback;
use crate::visited::{Visited, has_directive};
use crate::{LoadKind, Page};

/// Most hosts that one check reports.
const MAX_HOSTS: usize = 20;

/// The hosts from which a page over `https` loads something of a kind over plain `http`, at most
/// [`MAX_HOSTS`]; none where the page has every address upgraded
/// (<https://w3c.github.io/webappsec-upgrade-insecure-requests/>).
pub(crate) fn insecure(
    seen: &Visited<'_>,
    page: &Page,
    is_kind: impl Fn(LoadKind) -> bool,
) -> Vec<String> {
    let upgrade = "upgrade-insecure-requests";
    if !seen.is_https()
        || seen.has_csp_directive(upgrade)
        || page.meta_csp.iter().any(|policies| has_directive(policies, upgrade))
    {
        return Vec::new();
    }
    let mut hosts: Vec<String> = Vec::new();
    for load in page.loads.iter().filter(|load| is_kind(load.kind)) {
        let Some(url) = load.url.as_ref().filter(|url| url.scheme() == "http") else { continue };
        let host = url.host_str().unwrap_or_default();
        if !is_loopback(url) && hosts.len() < MAX_HOSTS && !hosts.iter().any(|own| own == host) {
            hosts.push(host.to_owned());
        }
    }
    hosts
}
