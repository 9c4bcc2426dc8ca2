//! Which hosts anyone can register a subdomain of (<https://publicsuffix.org>).

/// Whether `host` is a public suffix, by the list's ICANN and private sections; a single label
/// that the list does not know counts too, by its default rule. `localhost` does not: RFC 6761,
/// section 6.3, keeps it and its subdomains on the machine.
///
/// ```
/// use corsmith_policy::is_public_suffix;
///
/// assert!(is_public_suffix("co.uk"));
/// assert!(is_public_suffix("github.io"));
/// assert!(!is_public_suffix("example.com"));
/// assert!(!is_public_suffix("localhost"));
/// ```
#[must_use]
pub fn is_public_suffix(host: &str) -> bool {
    let host = host.strip_suffix('.').unwrap_or(host);
    host != "localhost"
        && psl::suffix(host.as_bytes()).is_some_and(|suffix| suffix.as_bytes() == host.as_bytes())
}

/// Whether `host` is a name below a public suffix that the list knows, so that somebody may have
/// registered it. A name of a private network is none.
///
/// ```
/// use corsmith_policy::is_below_public_suffix;
///
/// assert!(is_below_public_suffix("api.example.co.uk"));
/// assert!(!is_below_public_suffix("co.uk"));
/// assert!(!is_below_public_suffix("report.pdf"));
/// ```
#[must_use]
pub fn is_below_public_suffix(host: &str) -> bool {
    psl::domain(host.as_bytes()).is_some_and(|domain| domain.suffix().is_known())
}

/// Whether a host is this machine: `localhost`, its subdomains, 127.0.0.0/8 and `[::1]`
/// (RFC 6761, section 6.3; Secure Contexts, "potentially trustworthy origin").
///
/// ```
/// use corsmith_policy::is_loopback_host;
///
/// assert!(is_loopback_host("app.localhost"));
/// assert!(is_loopback_host("127.0.0.1"));
/// assert!(!is_loopback_host("localhost.example.com"));
/// ```
#[must_use]
pub fn is_loopback_host(host: &str) -> bool {
    if host == "[::1]" {
        return true;
    }
    if let Ok(address) = host.parse::<std::net::Ipv4Addr>() {
        return address.is_loopback();
    }
    let host = host.strip_suffix('.').unwrap_or(host);
    host == "localhost" || host.ends_with(".localhost")
}
