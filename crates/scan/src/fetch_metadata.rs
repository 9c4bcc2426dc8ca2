//! What a browser says of a request by itself: Fetch Metadata (<https://w3c.github.io/webappsec-fetch-metadata/>).
//!
//! Servers refuse by it what other sites ask for, and some allow by it: a probe that said nothing
//! would get another answer than a page.

use corsmith_fetch::Origin;
use url::Url;

use crate::chain::is_loopback;
use crate::target::is_schemelessly_same_site;
use crate::{Purpose, Request};

const SITE: &str = "Sec-Fetch-Site";
const MODE: &str = "Sec-Fetch-Mode";
const USER: &str = "Sec-Fetch-User";
const DEST: &str = "Sec-Fetch-Dest";

/// Sets the fields that a browser sends with such a request, in place of those that are there: of an
/// address that somebody types, or of `fetch()` by a page of the request's `Origin`. A request
/// without one is of a page of the same origin. To a server that is not
/// [potentially trustworthy](https://w3c.github.io/webappsec-secure-contexts/#is-url-trustworthy)
/// browsers send none.
pub(crate) fn set(request: &mut Request, purpose: Purpose) {
    for name in [SITE, MODE, USER, DEST] {
        request.headers.delete(name);
    }
    if !is_trustworthy(&request.url) {
        return;
    }
    let fields = match purpose {
        // As long as nobody else has sent the visitor, redirects change nothing of it.
        Purpose::Visit | Purpose::PlainVisit => {
            [(SITE, "none"), (MODE, "navigate"), (USER, "?1"), (DEST, "document")].to_vec()
        }
        Purpose::Actual | Purpose::Preflight | Purpose::CachePair => {
            [(SITE, site(request)), (MODE, "cors"), (DEST, "empty")].to_vec()
        }
    };
    for (name, value) in fields {
        request.headers.append(name, value);
    }
}

/// What the page that asks is to the server.
fn site(request: &Request) -> &'static str {
    let Some(origin) = request.headers.get("origin") else { return "same-origin" };
    let page = str::from_utf8(&origin).ok().and_then(|text| Url::parse(text).ok());
    let Some(page) = page else { return "cross-site" };
    let is_same_origin = || {
        let origin = Origin::from_url(&page);
        origin != Origin::Opaque && origin == Origin::from_url(&request.url)
    };
    if is_same_origin() {
        "same-origin"
    } else if page.scheme() == request.url.scheme()
        && is_schemelessly_same_site(&page, &request.url)
    {
        "same-site"
    } else {
        "cross-site"
    }
}

/// Whether a server is authenticated, or on this machine.
fn is_trustworthy(url: &Url) -> bool {
    url.scheme() == "https" || is_loopback(url)
}

#[cfg(test)]
mod tests {
    use crate::{Purpose, Request};

    fn said(url: &str, origin: &str, purpose: Purpose) -> String {
        let mut request = Request::new("GET", url.parse().unwrap());
        if !origin.is_empty() {
            request.headers.append("Origin", origin);
        }
        // Twice is once.
        super::set(&mut request, purpose);
        super::set(&mut request, purpose);
        let fields = request.headers.iter().filter(|(name, _)| name.starts_with("Sec-"));
        let values = fields.map(|(_, value)| String::from_utf8_lossy(value).into_owned());
        values.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn what_a_page_is_to_the_server() {
        const API: &str = "https://api.example.com/";
        for (url, origin, expected) in [
            (API, "", "same-origin"),
            (API, "https://api.example.com", "same-origin"),
            (API, "https://www.example.com", "same-site"),
            (API, "https://example.com:8443", "same-site"),
            (API, "http://www.example.com", "cross-site"),
            (API, "https://api.example.com.evil.example", "cross-site"),
            (API, "null", "cross-site"),
            (API, "file://", "cross-site"),
            (API, "chrome-extension://abcdefgh", "cross-site"),
            (API, "https://a.example https://api.example.com", "cross-site"),
            ("https://me.github.io/", "https://other.github.io", "cross-site"),
            ("http://localhost:3000/", "http://localhost:8080", "same-site"),
            ("http://127.0.0.1/", "http://127.0.0.1:1", "same-site"),
            ("https://127.0.0.1/", "https://127.0.0.2", "cross-site"),
        ] {
            let expected = format!("{expected} cors empty");
            assert_eq!(said(url, origin, Purpose::Actual), expected, "{url} {origin}");
            assert_eq!(said(url, origin, Purpose::Preflight), expected, "{url} {origin}");
        }
    }

    #[test]
    fn a_visit_is_nobody_elses() {
        let visit = |url| said(url, "", Purpose::Visit);
        assert_eq!(visit("https://api.example.com/"), "none navigate ?1 document");
        assert_eq!(visit("http://api.example.com/"), "");
        assert_eq!(visit("http://[::1]:8080/"), "none navigate ?1 document");
        assert_eq!(said("http://192.168.0.1/", "https://a.example", Purpose::Actual), "");
    }
}
