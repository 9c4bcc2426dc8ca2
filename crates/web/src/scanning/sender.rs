//! Who sent a request that starts a scan.

use std::net::IpAddr;

use axum::http::uri::Authority;
use axum::http::{HeaderMap, header};
use corsmith_transport::guard::{AddressPolicy, is_localhost};

/// Whether this was sent by a program, or by a page of this site. A scan goes out into the world, so
/// no other site's page may start one in its visitor's name.
///
/// Browsers say so with `Sec-Fetch-Site`, but not to a server that is reached by plain HTTP from
/// another machine; there `Origin` has to be the host that was asked.
///
/// A server that scans private addresses is asked by its address, or as `localhost`: a page whose
/// name was made to lead to this machine (DNS rebinding) looks to the browser like one of this site,
/// and would see through it what only this machine can see. And it is asked without a proxy, which
/// would ask for others.
pub(super) fn is_from_here(headers: &HeaderMap, policy: AddressPolicy) -> bool {
    let text = |name: &str| headers.get(name).map(|value| value.to_str().unwrap_or_default());
    let host = text(header::HOST.as_str()).unwrap_or_default();
    let is_own_page = match (text("sec-fetch-site"), text(header::ORIGIN.as_str())) {
        (Some(site), _) => matches!(site, "same-origin" | "none"),
        (None, Some(origin)) => is_origin_of(origin, host),
        (None, None) => true,
    };
    let is_of_this_machine = || is_by_address(host) && !is_forwarded(headers);
    is_own_page && (policy == AddressPolicy::Public || is_of_this_machine())
}

fn is_origin_of(origin: &str, host: &str) -> bool {
    let authority = origin.strip_prefix("http://").or_else(|| origin.strip_prefix("https://"));
    authority.is_some_and(|authority| authority.eq_ignore_ascii_case(host))
}

/// Whether a proxy says that it asks for somebody else.
fn is_forwarded(headers: &HeaderMap) -> bool {
    ["forwarded", "via", "x-forwarded-for", "x-real-ip"].iter().any(|it| headers.contains_key(*it))
}

fn is_by_address(host: &str) -> bool {
    let Ok(authority) = host.parse::<Authority>() else { return false };
    let name = authority.host();
    let bare = name.strip_prefix('[').and_then(|name| name.strip_suffix(']')).unwrap_or(name);
    bare.parse::<IpAddr>().is_ok() || is_localhost(name)
}

#[cfg(test)]
mod tests {
    use axum::http::{HeaderMap, HeaderName};
    use corsmith_transport::guard::AddressPolicy::{self, AllowPrivate, Public};

    use super::is_from_here;

    /// A name, whom the server scans, the fields of the request, and whether it may start a scan.
    type Row = (&'static str, AddressPolicy, &'static [(&'static str, &'static str)], bool);

    #[test]
    fn only_programs_and_pages_of_this_site_start_scans() {
        let rows: [Row; 18] = [
            ("a program", Public, &[("host", "a.example")], true),
            ("nothing at all", Public, &[], true),
            ("the site's own page", Public, &[("sec-fetch-site", "same-origin")], true),
            ("a form that is sent again", Public, &[("sec-fetch-site", "none")], true),
            ("another site's page", Public, &[("sec-fetch-site", "cross-site")], false),
            ("another host of the site", Public, &[("sec-fetch-site", "same-site")], false),
            (
                "another site's page, which names this one",
                Public,
                &[
                    ("host", "a.example"),
                    ("origin", "http://a.example"),
                    ("sec-fetch-site", "cross-site"),
                ],
                false,
            ),
            (
                "its own page, the proxy changed the host",
                Public,
                &[
                    ("host", "backend"),
                    ("origin", "https://a.example"),
                    ("sec-fetch-site", "same-origin"),
                ],
                true,
            ),
            (
                "its own page by plain HTTP",
                Public,
                &[("host", "192.0.2.1:8787"), ("origin", "http://192.0.2.1:8787")],
                true,
            ),
            (
                "another page by plain HTTP",
                Public,
                &[("host", "192.0.2.1:8787"), ("origin", "http://192.0.2.1")],
                false,
            ),
            (
                "a page without an origin",
                Public,
                &[("host", "192.0.2.1"), ("origin", "null")],
                false,
            ),
            ("private, by its address", AllowPrivate, &[("host", "127.0.0.1:8787")], true),
            ("private, by its IPv6 address", AllowPrivate, &[("host", "[::1]:8787")], true),
            ("private, by its own name", AllowPrivate, &[("host", "localhost:8787")], true),
            (
                "private, by a name that leads here",
                AllowPrivate,
                &[
                    ("host", "evil.example:8787"),
                    ("origin", "http://evil.example:8787"),
                    ("sec-fetch-site", "same-origin"),
                ],
                false,
            ),
            ("private, no host", AllowPrivate, &[], false),
            (
                "private, through a proxy",
                AllowPrivate,
                &[("host", "127.0.0.1:8787"), ("x-forwarded-for", "192.0.2.1")],
                false,
            ),
            (
                "public, through a proxy",
                Public,
                &[("host", "a.example"), ("x-forwarded-for", "192.0.2.1")],
                true,
            ),
        ];
        for (name, policy, fields, expected) in rows {
            let headers: HeaderMap = fields
                .iter()
                .map(|(name, value)| (HeaderName::from_static(name), value.parse().unwrap()))
                .collect();
            assert_eq!(is_from_here(&headers, policy), expected, "{name}");
        }
    }
}
