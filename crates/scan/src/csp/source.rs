//! Source expressions.

use super::known::is_keyword;
use crate::publishable::is_host as is_host_of_services;

/// A value with what has no case in lower case: keywords, schemes, and the names of nonces and
/// hashes.
pub(super) fn normalise(value: &str) -> String {
    if is_scheme(value) {
        return value.to_ascii_lowercase();
    }
    if !value.starts_with('\'') {
        return value.to_owned();
    }
    let name = value.find('-').map_or("", |end| &value[..=end]).to_ascii_lowercase();
    if HASHES_AND_NONCE.contains(&&*name) {
        return format!("{name}{}", &value[name.len()..]);
    }
    let keyword = value.to_ascii_lowercase();
    // What is no keyword may be a hash of a kind that there is not.
    if is_keyword(&keyword) { keyword } else { value.to_owned() }
}

const HASHES_AND_NONCE: &[&str] = &["'nonce-", "'sha256-", "'sha384-", "'sha512-"];

/// A `scheme-source`: `https:`.
fn is_scheme(value: &str) -> bool {
    value.strip_suffix(':').is_some_and(is_scheme_name)
}

fn is_scheme_name(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.'))
}

/// What is between `'nonce-` and the closing quote, whatever it is.
pub(crate) fn nonce(value: &str) -> Option<&str> {
    inner(value, "'nonce-")
}

/// A `nonce-source` that browsers take: base64 or its form for URLs.
pub(crate) fn is_nonce(value: &str) -> bool {
    nonce(value).is_some_and(is_base64)
}

/// A `hash-source` that browsers take.
pub(crate) fn is_hash(value: &str) -> bool {
    ["'sha256-", "'sha384-", "'sha512-"].iter().any(|it| inner(value, it).is_some_and(is_base64))
}

fn inner<'a>(value: &'a str, name: &str) -> Option<&'a str> {
    value.strip_prefix(name)?.strip_suffix('\'')
}

fn is_base64(text: &str) -> bool {
    let digits = text.trim_end_matches('=');
    !digits.is_empty()
        && text.len() - digits.len() <= 2
        && digits
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'/' | b'-' | b'_'))
}

/// A value without `scheme://` or `//` before its host.
fn without_scheme(value: &str) -> &str {
    match value.split_once("//") {
        Some((before, rest)) if before.is_empty() || is_scheme(before) => rest,
        _ => value,
    }
}

/// The host of a `host-source`, without scheme, port and path, as written.
pub(crate) fn host(value: &str) -> &str {
    let rest = without_scheme(value);
    let authority = &rest[..rest.find(['/', '?', '#']).unwrap_or(rest.len())];
    if authority.starts_with('[') {
        return &authority[..authority.find(']').map_or(authority.len(), |end| end + 1)];
    }
    authority.split(':').next().unwrap_or_default()
}

/// The path of a `host-source`, with its first `/`; empty if there is none.
pub(crate) fn path(value: &str) -> &str {
    let rest = without_scheme(value);
    let rest = &rest[..rest.find(['?', '#']).unwrap_or(rest.len())];
    rest.find('/').map_or("", |start| &rest[start..])
}

/// Whether the host of a value is an IP address of version 4, or is written as one.
pub(crate) fn looks_like_address(value: &str) -> bool {
    let host = host(value);
    let is_octet = |it: &str| (1..=3).contains(&it.len()) && it.bytes().all(|b| b.is_ascii_digit());
    host.split('.').count() == 4 && host.split('.').all(is_octet)
}

/// Whether a source matches hosts of whoever wants one (CSP3, "host-part matches"): `*`, whatever
/// its port and path, which are the attacker's to choose, and every name under what registries sell
/// or a service gives away.
pub(crate) fn is_anybodys(value: &str) -> bool {
    let host = host(value);
    let below = host.strip_prefix("*.").map(str::to_ascii_lowercase);
    let is_any = host == "*" || below.is_some_and(|it| is_sold(&it) || is_host_of_services(&it));
    // First what hardly any value has. Those of other schemes serve no documents and scripts.
    let is_web = || !value.contains("://") || has_scheme(value, &["http", "https"]);
    is_any && is_web() && is_well_formed(value)
}

fn has_scheme(value: &str, schemes: &[&str]) -> bool {
    let scheme = value.split("://").next().unwrap_or_default();
    schemes.iter().any(|it| it.eq_ignore_ascii_case(scheme))
}

/// The private part of the public suffix list has names that nobody gets, such as `googleapis.com`.
fn is_sold(host: &str) -> bool {
    psl::suffix(host.as_bytes())
        .is_some_and(|it| it.typ() == Some(psl::Type::Icann) && it.as_bytes() == host.as_bytes())
}

/// Whether a value without quotes is a source expression by the grammar; browsers ignore others. An
/// underscore in a host is allowed, as browsers allow it.
pub(crate) fn is_well_formed(value: &str) -> bool {
    if value == "*" || is_scheme(value) {
        return true;
    }
    let rest = match value.split_once("://") {
        Some((scheme, rest)) if is_scheme_name(scheme) => rest,
        Some(_) => return false,
        None => value,
    };
    let authority = &rest[..rest.find('/').unwrap_or(rest.len())];
    if authority.contains(['?', '#']) || rest.contains(['?', '#']) {
        return false;
    }
    let host = host(authority);
    let port = authority.get(host.len()..).unwrap_or_default();
    // A host of this name is a scheme that lacks its colon.
    let is_scheme_without_colon = matches!(host, "http" | "https" | "ws" | "wss");
    is_port(port) && is_host(host) && !is_scheme_without_colon
}

fn is_port(port: &str) -> bool {
    port.strip_prefix(':').map_or(port.is_empty(), |port| {
        port == "*" || (!port.is_empty() && port.bytes().all(|b| b.is_ascii_digit()))
    })
}

fn is_host(host: &str) -> bool {
    // Addresses of version 6 are outside the grammar, and browsers do ignore them.
    if host == "*" {
        return true;
    }
    let labels = host.strip_prefix("*.").unwrap_or(host);
    labels.strip_suffix('.').unwrap_or(labels).split('.').all(|label| {
        !label.is_empty()
            && label.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'))
    })
}

#[cfg(test)]
mod tests {
    use super::{
        host, is_anybodys, is_hash, is_nonce, is_scheme, is_well_formed, looks_like_address,
        normalise, path,
    };

    #[test]
    fn what_an_expression_is() {
        assert!(is_scheme("https:") && is_scheme("moz-extension:") && !is_scheme("a.b:443"));
        assert!(is_nonce("'nonce-a+/_-=='") && !is_nonce("'nonce-a$'") && !is_nonce("'nonce-'"));
        assert!(is_hash("'sha512-ab='") && !is_hash("'sha1-ab='") && !is_hash("'sha256-ab==='"));
        assert!(looks_like_address("http://127.0.0.1:80/x") && !looks_like_address("[::1]:8080"));
        assert!(!looks_like_address("1.2.3.example") && !looks_like_address("1.2.3"));
    }

    #[test]
    fn the_parts_of_a_host_source() {
        for (value, of_host, of_path) in [
            ("https://a.b:443/c/d", "a.b", "/c/d"),
            ("//a.b", "a.b", ""),
            ("*.a.b:*", "*.a.b", ""),
            ("a.b/c?d", "a.b", "/c"),
            ("[::1]:80", "[::1]", ""),
            ("", "", ""),
        ] {
            assert_eq!((host(value), path(value)), (of_host, of_path), "{value}");
        }
    }

    #[test]
    fn what_has_case_keeps_it() {
        for (written, read) in [
            ("'Unsafe-INLINE'", "'unsafe-inline'"),
            ("'SHA256-Ab='", "'sha256-Ab='"),
            ("'md5-Ab='", "'md5-Ab='"),
            ("HTTPS:", "https:"),
        ] {
            assert_eq!(normalise(written), read);
        }
    }

    #[test]
    fn whose_hosts_a_source_matches() {
        for value in [
            "*",
            "*:443",
            "*:*",
            "*/",
            "https://*",
            "http://*:*",
            "HTTPS://*/js/",
            "*.co.uk",
            "https://*.Com:443/x",
            "*.github.io",
        ] {
            assert!(is_anybodys(value), "{value}");
        }
        for value in [
            "*.example.com",
            "*.example.co.uk",
            "co.uk",
            "*.internal",
            "*.googleapis.com",
            "wss://*",
            "//*",
            "*:x",
            "https:",
            "'self'",
            "a.example/*",
            "",
        ] {
            assert!(!is_anybodys(value), "{value}");
        }
    }

    #[test]
    fn what_browsers_ignore() {
        for value in ["*", "https:", "https://*", "*.a.b:*", "a.b/c,d", "localhost:3000", "a_b.c"] {
            assert!(is_well_formed(value), "{value}");
        }
        for value in [
            "[::1]",
            "https://[::1]:80",
            "a.*.b",
            "a..b",
            "https//a.b",
            "a.b:x",
            "a.b?c",
            "\u{22}self\u{22}",
            "://a.b",
            "",
        ] {
            assert!(!is_well_formed(value), "{value}");
        }
    }
}
