//! What a URL alone says about where a request would go.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use corsmith_scan::Failure;
use url::{Host, Url};

use super::policy::{AddressPolicy, forbidden};

/// Whether a request to this URL may be sent as far as the URL alone can tell: its scheme, its
/// port, an address in place of a name, and the names of this machine. To be called for the URL of
/// every request, also after a redirect; what a name resolves to is for
/// [`Resolver::resolve`](crate::resolve::Resolver::resolve) to check.
///
/// The URL parser has already understood every spelling of an address that browsers understand:
/// `http://0x7f.1/`, `http://2130706433/` and `http://①②⑦.1/` are all `127.0.0.1` here.
///
/// # Errors
///
/// A [`Failure`] of kind [`Forbidden`](corsmith_scan::FailureKind::Forbidden) at
/// [`Stage::Address`](corsmith_scan::Stage::Address).
///
/// ```
/// use corsmith_transport::guard::{AddressPolicy, check_url};
/// use url::Url;
///
/// let public = Url::parse("https://api.example.com/orders")?;
/// assert_eq!(check_url(&public, AddressPolicy::Public), Ok(()));
///
/// let private = Url::parse("http://0x7f.1/")?;
/// let failure = check_url(&private, AddressPolicy::Public).err().ok_or("refused")?;
/// assert_eq!(
///     failure.detail,
///     "not a public address: `127.0.0.1`, loopback (127.0.0.0/8, RFC 1122)"
/// );
/// assert_eq!(check_url(&private, AddressPolicy::AllowPrivate), Ok(()));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn check_url(url: &Url, policy: AddressPolicy) -> Result<(), Failure> {
    let scheme = url.scheme();
    if !matches!(scheme, "http" | "https") {
        let detail = format!("the scheme `{scheme}` is not allowed: only `http` and `https` are");
        return Err(forbidden(detail));
    }
    let (Some(host), Some(port)) = (url.host(), url.port_or_known_default()) else {
        return Err(forbidden(format!("`{url}` has no host")));
    };
    check_host(&host, port, policy)
}

/// The same for a host and port without a URL.
pub(crate) fn check_host(
    host: &Host<&str>,
    port: u16,
    policy: AddressPolicy,
) -> Result<(), Failure> {
    match *host {
        Host::Ipv4(address) => Ok(policy.check((address, port).into())?),
        Host::Ipv6(address) => Ok(policy.check((address, port).into())?),
        Host::Domain(name) if is_localhost(name) => {
            for address in LOOPBACK {
                policy.check((address, port).into()).map_err(|refusal| {
                    refusal.failure(format!("`{name}` is this machine: {refusal}"))
                })?;
            }
            Ok(())
        }
        Host::Domain(_) => Ok(policy.check_port(port)?),
    }
}

/// What [`is_localhost`] names stand for.
pub(crate) const LOOPBACK: [IpAddr; 2] =
    [IpAddr::V4(Ipv4Addr::LOCALHOST), IpAddr::V6(Ipv6Addr::LOCALHOST)];

/// Whether a name means this machine by RFC 6761 section 6.3, whatever the DNS says: `localhost`
/// and the names under it, with or without a final dot, in any case.
///
/// ```
/// use corsmith_transport::guard::is_localhost;
///
/// assert!(is_localhost("localhost"));
/// assert!(is_localhost("App.LOCALHOST."));
/// assert!(!is_localhost("localhost.example.com"));
/// ```
#[must_use]
pub fn is_localhost(name: &str) -> bool {
    let name = name.strip_suffix('.').unwrap_or(name);
    let last = name.rsplit('.').next().unwrap_or_default();
    last.eq_ignore_ascii_case("localhost")
}
