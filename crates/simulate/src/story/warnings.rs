//! What lies outside the simulation, where it matters.

use std::net::{Ipv4Addr, Ipv6Addr};

use corsmith_fetch::{CredentialsMode, Origin, Request, RequestInit};
use corsmith_policy::is_loopback_host;
use url::{Host, Url};

/// A sentence or two for each thing that may stop the fetch, or change it, before CORS is asked.
pub(super) fn about(init: &RequestInit, request: Option<&Request>) -> Vec<String> {
    let (Some(request), Origin::Tuple(page)) = (request, &init.origin) else { return Vec::new() };
    let url = request.url();
    let mut warnings = Vec::new();
    let target = Place::of(url);
    if page.scheme() == "https" && url.scheme() == "http" {
        let trusted = if target == Place::Loopback {
            "Chromium and Firefox trust `localhost`; Safari does not"
        } else {
            "every browser blocks it, or asks over `https:` instead, before CORS has a say"
        };
        warnings
            .push(format!("Mixed content: the page is `https:` and the URL `http:`; {trusted}."));
    }
    let from = Url::parse(&init.origin.serialize()).map_or(Place::Public, |url| Place::of(&url));
    if from == Place::Public && target != Place::Public {
        let place = if target == Place::Loopback { "this computer" } else { "a local network" };
        warnings.push(format!(
            "Local Network Access: a public page asks {place}; Chromium asks the user for permission first, and only a page of `https:` may ask at all."
        ));
    }
    let is_cross_origin = !init.origin.is_same_origin(&Origin::from_url(url));
    if init.credentials == CredentialsMode::Include && is_cross_origin {
        warnings.push(
            "Cookies: `include` only lets them be sent; `SameSite`, and what each browser does about third-party cookies, decide whether there are any.".to_owned(),
        );
    }
    warnings
}

/// Where a host is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Loopback,
    Local,
    Public,
}

impl Place {
    fn of(url: &Url) -> Self {
        match url.host() {
            Some(Host::Domain(name)) if is_loopback_host(name) => Self::Loopback,
            Some(Host::Domain(name)) if name.rsplit('.').next() == Some("local") => Self::Local,
            Some(Host::Ipv4(address)) => Self::of_ipv4(address),
            Some(Host::Ipv6(address)) => Self::of_ipv6(address),
            _ => Self::Public,
        }
    }

    fn of_ipv4(address: Ipv4Addr) -> Self {
        if address.is_loopback() {
            Self::Loopback
        } else if address.is_private() || address.is_link_local() {
            Self::Local
        } else {
            Self::Public
        }
    }

    fn of_ipv6(address: Ipv6Addr) -> Self {
        if address.is_loopback() {
            Self::Loopback
        } else if address.is_unique_local() || address.is_unicast_link_local() {
            Self::Local
        } else {
            Self::Public
        }
    }
}

#[cfg(test)]
mod tests {
    use corsmith_fetch::{CredentialsMode, Origin, Request, RequestInit};

    use super::about;

    #[test]
    fn rows() {
        for (page, url, first_words) in [
            ("https://a.example", "https://b.example/", &[][..]),
            ("https://a.example", "http://b.example/", &["Mixed content"]),
            ("http://a.example", "http://127.0.0.1:3000/", &["Local Network Access"]),
            ("https://a.example", "http://localhost/", &["Mixed content", "Local Network Access"]),
            ("http://localhost:3000", "http://localhost:8080/", &[]),
            ("http://192.168.0.2", "http://10.0.0.1/", &[]),
            ("https://a.example", "https://printer.local/", &["Local Network Access"]),
            ("https://a.example", "https://[fd00::1]/", &["Local Network Access"]),
            ("null", "http://localhost/", &[]),
        ] {
            let init = RequestInit::new(Origin::parse(page).unwrap(), url);
            let request = Request::new(&init).ok();
            let warnings = about(&init, request.as_ref());
            let got: Vec<_> = warnings.iter().filter_map(|text| text.split(':').next()).collect();
            assert_eq!(got, first_words, "{page} {url}");
        }
    }

    #[test]
    fn credentials_do_not_make_cookies() {
        let mut init =
            RequestInit::new(Origin::parse("https://a.example").unwrap(), "https://b.example/");
        init.credentials = CredentialsMode::Include;
        let request = Request::new(&init).ok();
        assert!(about(&init, request.as_ref())[0].starts_with("Cookies: "));
    }
}
