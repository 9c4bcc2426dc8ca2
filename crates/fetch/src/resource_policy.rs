//! `Cross-Origin-Resource-Policy`.

use std::error::Error;
use std::fmt;

use crate::header_list::HeaderList;
use crate::names::CROSS_ORIGIN_RESOURCE_POLICY;
use crate::origin::{Origin, TupleOrigin};

/// The [cross-origin resource policy internal check](https://fetch.spec.whatwg.org/#cross-origin-resource-policy-internal-check)
/// of a response to a request of mode `no-cors`, for a page without an embedder policy: may `origin`
/// have the response of `url_origin`?
///
/// A value is exactly `same-origin`, `same-site` or `cross-origin`; a list, another case or anything
/// else counts as absent, and absent allows.
///
/// ```
/// use corsmith_fetch::{HeaderList, Origin, resource_policy_check};
///
/// let (page, url) = (Origin::parse("https://a.example")?, Origin::parse("https://b.a.example")?);
/// let response = HeaderList::from([("Cross-Origin-Resource-Policy", "same-site")]);
/// assert!(resource_policy_check(&page, &url, &response).is_ok());
/// let response = HeaderList::from([("Cross-Origin-Resource-Policy", "same-origin")]);
/// assert!(resource_policy_check(&page, &url, &response).is_err());
/// # Ok::<(), corsmith_fetch::OriginError>(())
/// ```
pub fn resource_policy_check(
    origin: &Origin,
    url_origin: &Origin,
    response: &HeaderList,
) -> Result<(), ResourcePolicyFailure> {
    let value = response.get(CROSS_ORIGIN_RESOURCE_POLICY);
    match value.as_deref() {
        Some(b"same-origin") if !origin.is_same_origin(url_origin) => {
            Err(ResourcePolicyFailure::SameOrigin)
        }
        Some(b"same-site") if !may_share_same_site(origin, url_origin) => {
            Err(ResourcePolicyFailure::SameSite)
        }
        _ => Ok(()),
    }
}

/// Schemelessly same site, and no secret of `https:` goes to a page of `http:`.
fn may_share_same_site(origin: &Origin, url_origin: &Origin) -> bool {
    match (origin, url_origin) {
        (Origin::Tuple(page), Origin::Tuple(url)) => {
            is_schemelessly_same_site(page, url)
                && (page.scheme() == "https" || url.scheme() != "https")
        }
        _ => false,
    }
}

/// [#schemelessly-same-site](https://html.spec.whatwg.org/multipage/browsers.html#schemelessly-same-site):
/// the same host, or the same registrable domain by the public suffix list.
fn is_schemelessly_same_site(a: &TupleOrigin, b: &TupleOrigin) -> bool {
    if a.host() == b.host() {
        return true;
    }
    let registrable = |origin: &TupleOrigin| {
        let host = origin.host();
        let is_address = host.starts_with('[') || host.parse::<std::net::Ipv4Addr>().is_ok();
        if is_address { None } else { psl::domain_str(host).map(str::to_owned) }
    };
    registrable(a).is_some_and(|domain| registrable(b) == Some(domain))
}

/// Why `Cross-Origin-Resource-Policy` blocks a response.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ResourcePolicyFailure {
    /// `same-origin`, and the page is of another origin.
    SameOrigin,
    /// `same-site`, and the page is of another site, or the URL is `https:` and the page is not.
    SameSite,
}

impl fmt::Display for ResourcePolicyFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::SameOrigin => {
                "the `Cross-Origin-Resource-Policy` header is `same-origin`, and the page is of another origin"
            }
            Self::SameSite => {
                "the `Cross-Origin-Resource-Policy` header is `same-site`, and the page is of another site or not secure"
            }
        })
    }
}

impl Error for ResourcePolicyFailure {}

#[cfg(test)]
mod tests {
    use super::resource_policy_check;
    use crate::{HeaderList, Origin};

    /// https://fetch.spec.whatwg.org/#cross-origin-resource-policy-internal-check
    #[test]
    fn rows() {
        for (sentence, page, url, values, allowed) in [
            ("absent", "https://a.example", "https://b.example", &[][..], true),
            ("cross-origin", "https://a.example", "https://b.example", &["cross-origin"], true),
            ("same-origin, same", "https://a.example", "https://a.example", &["same-origin"], true),
            ("another port", "https://a.example", "https://a.example:1", &["same-origin"], false),
            ("another scheme", "http://a.example", "https://a.example", &["same-origin"], false),
            ("a sibling", "https://a.x.example", "https://b.x.example", &["same-site"], true),
            ("the parent", "https://a.x.example", "https://x.example", &["same-site"], true),
            ("another site", "https://a.example", "https://b.example", &["same-site"], false),
            ("a public suffix", "https://a.co.uk", "https://b.co.uk", &["same-site"], false),
            (
                "a private suffix",
                "https://a.github.io",
                "https://b.github.io",
                &["same-site"],
                false,
            ),
            ("http page, https", "http://a.x.example", "https://x.example", &["same-site"], false),
            ("https page, http", "https://a.x.example", "http://x.example", &["same-site"], true),
            (
                "another port, same site",
                "http://x.example:1",
                "http://x.example",
                &["same-site"],
                true,
            ),
            ("one address", "http://127.0.0.1:1", "http://127.0.0.1:2", &["same-site"], true),
            ("two addresses", "http://127.0.0.1", "http://127.0.0.2", &["same-site"], false),
            ("IPv6 addresses", "http://[::1]", "http://[::2]", &["same-site"], false),
            ("localhost", "http://localhost:1", "http://localhost:2", &["same-site"], true),
            ("an opaque origin", "null", "https://a.example", &["same-site"], false),
            ("an opaque origin, origin", "null", "https://a.example", &["same-origin"], false),
            ("another case", "https://a.example", "https://b.example", &["Same-Origin"], true),
            ("a list", "https://a.example", "https://b.example", &["same-origin, same-site"], true),
            ("twice", "https://a.example", "https://b.example", &["same-origin"; 2], true),
            ("empty", "https://a.example", "https://b.example", &[""], true),
            ("spaces around", "https://a.example", "https://b.example", &[" same-origin "], false),
        ] {
            let (page, url) = (Origin::parse(page).unwrap(), Origin::parse(url).unwrap());
            let mut response = HeaderList::new();
            for value in values {
                response.append("cross-origin-resource-policy", value);
            }
            let got = resource_policy_check(&page, &url, &response);
            assert_eq!(got.is_ok(), allowed, "{sentence}");
        }
    }
}
