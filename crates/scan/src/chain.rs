//! Chains of redirects.

use url::{Host, Url};

use crate::record::next_hop;
use crate::{Entry, Purpose, Recording};

/// A request and the redirects that were followed from it, with their places in the recording.
pub(crate) type Chain<'a> = Vec<(usize, &'a Entry)>;

/// The chains of a purpose.
pub(crate) fn chains(recording: &Recording, purpose: Purpose) -> Vec<Chain<'_>> {
    let mut chains: Vec<Chain<'_>> = Vec::new();
    for (index, entry) in recording.of(purpose) {
        match chains.last_mut() {
            Some(chain) if entry.hop > 0 => chain.push((index, entry)),
            _ => chains.push(vec![(index, entry)]),
        }
    }
    chains
}

/// The chains that begin at plain `http` on its own port, of the target's host: where somebody
/// lands who types the host alone. Another port has no counterpart over `https` that anybody could
/// know.
pub(crate) fn plain_chains(recording: &Recording) -> Vec<Chain<'_>> {
    let mut all = http_chains(recording);
    all.retain(|chain| {
        url_of(chain[0].1).port().is_none() && recording.target.url.port().is_none()
    });
    all
}

/// The chains that begin at plain `http` of the target's host, on whatever port.
pub(crate) fn http_chains(recording: &Recording) -> Vec<Chain<'_>> {
    let mut all = chains(recording, Purpose::PlainVisit);
    all.extend(chains(recording, Purpose::Visit));
    all.retain(|chain| {
        let url = url_of(chain[0].1);
        url.scheme() == "http"
            && url.host_str() == recording.target.url.host_str()
            && !is_loopback(url)
            && chain[0].1.response().is_some()
    });
    all
}

/// Whether the visit ends over plain `http`, where others are on the way.
///
/// It does not where its last answer leads to `https`, whether or not that was asked for, and
/// answered.
pub(crate) fn ends_in_the_open(recording: &Recording) -> bool {
    let Some((index, _)) = recording.page() else { return false };
    let last = &recording.entries[index];
    let is_https = |url: &Url| url.scheme() == "https";
    let leads_to_https = next_hop(&last.exchange).is_some_and(|url| is_https(&url));
    url_of(last).scheme() == "http" && !is_loopback(url_of(last)) && !leads_to_https
}

/// What was asked for.
pub(crate) fn url_of(entry: &Entry) -> &Url {
    &entry.exchange.request.url
}

/// Whether the answer comes from the user's own machine, for which browsers want no encryption
/// (<https://w3c.github.io/webappsec-secure-contexts/#is-origin-trustworthy>).
pub(crate) fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(domain)) => {
            let domain = domain.strip_suffix('.').unwrap_or(domain);
            domain == "localhost" || domain.ends_with(".localhost")
        }
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}
