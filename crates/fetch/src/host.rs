//! Hosts: what people write, parsed and canonicalised.

use std::error::Error;
use std::fmt;
use std::net::{Ipv4Addr, Ipv6Addr};

use url::ParseError;

use crate::ipv6::SerializedIpv6;
use crate::origin::MAX_SERIALIZED_ORIGIN_LENGTH;
use crate::quoted::Quoted;
use crate::scheme::is_special_scheme;

/// The longest domain, in bytes and without a trailing dot (RFC 1035, section 2.3.4).
pub(crate) const MAX_HOST_LENGTH: usize = 253;
/// The longest label of a domain, in bytes (RFC 1035, section 2.3.4).
pub(crate) const MAX_LABEL_LENGTH: usize = 63;

/// A host in canonical form. `Display` serialises it as in a URL: an IPv6 address in brackets.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ParsedHost {
    /// A domain, lower-case and with its IDNA labels as punycode; or the opaque host of a scheme
    /// that is not special.
    Domain(String),
    /// An IPv4 address, however it was written.
    Ipv4(Ipv4Addr),
    /// An IPv6 address.
    Ipv6(Ipv6Addr),
}

/// Parses the host of an origin of `scheme` (lower-case) as the
/// [host parser](https://url.spec.whatwg.org/#host-parsing) does: lower-cases, maps IDNA to
/// punycode, and reads every spelling of an IPv4 address.
///
/// Stricter than the standard where the result could never be a server's name: labels are 1 to 63
/// bytes of letters, digits, `-` and `_`, the whole is at most 253 bytes (one trailing dot apart),
/// and percent-encoding is refused. A trailing dot is kept: browsers treat it as another host.
///
/// Hosts of schemes that are not special (`chrome-extension`) are opaque text and case-sensitive:
/// they must be written in lower case, as browsers make them.
///
/// ```
/// use corsmith_fetch::{HostError, ParsedHost, parse_host};
///
/// assert_eq!(parse_host("https", "Bücher.Example")?.to_string(), "xn--bcher-kva.example");
/// assert_eq!(parse_host("http", "0x7f.1")?.to_string(), "127.0.0.1");
/// assert_eq!(parse_host("http", "[2001:DB8:0::1]")?.to_string(), "[2001:db8::1]");
/// assert_eq!(parse_host("https", "a*"), Err(HostError::ForbiddenCodePoint { char: '*' }));
/// # Ok::<(), HostError>(())
/// ```
pub fn parse_host(scheme: &str, host: &str) -> Result<ParsedHost, HostError> {
    if host.is_empty() {
        return Err(HostError::Empty);
    }
    if host.len() > MAX_SERIALIZED_ORIGIN_LENGTH {
        return Err(HostError::HostTooLong { length: host.len() });
    }
    if let Some(rest) = host.strip_prefix('[') {
        let address = rest.strip_suffix(']').ok_or(HostError::InvalidIpv6)?;
        if address.contains('%') {
            return Err(HostError::Zone);
        }
        // The standard library's parser takes what the URL standard's does, no more and no less.
        return address.parse().map(ParsedHost::Ipv6).map_err(|_| HostError::InvalidIpv6);
    }
    // Before IDNA, so that the message names the character: `*`, `%`, a space, a control.
    if let Some(char) = host.chars().find(|char| char.is_ascii() && !is_host_char(*char)) {
        return Err(HostError::ForbiddenCodePoint { char });
    }
    if !is_special_scheme(scheme) {
        return parse_opaque_host(host);
    }
    let domain = match url::Host::parse(host) {
        Ok(url::Host::Domain(domain)) => domain,
        Ok(url::Host::Ipv4(address)) => return Ok(ParsedHost::Ipv4(address)),
        Ok(url::Host::Ipv6(address)) => return Ok(ParsedHost::Ipv6(address)),
        Err(ParseError::EmptyHost) => return Err(HostError::Empty),
        Err(ParseError::InvalidIpv4Address) => return Err(HostError::InvalidIpv4),
        Err(_) => return Err(HostError::InvalidIdna),
    };
    validate_labels(&domain)?;
    Ok(ParsedHost::Domain(domain))
}

fn parse_opaque_host(host: &str) -> Result<ParsedHost, HostError> {
    if let Some(char) = host.chars().find(|char| !char.is_ascii()) {
        return Err(HostError::ForbiddenCodePoint { char });
    }
    if host.bytes().any(|byte| byte.is_ascii_uppercase()) {
        return Err(HostError::UpperCase { lower_case: host.to_ascii_lowercase() });
    }
    validate_labels(host)?;
    Ok(ParsedHost::Domain(host.to_owned()))
}

/// After IDNA: mapping can produce dots (from U+3002), other ASCII (from full-width forms), and
/// labels that are too long.
fn validate_labels(domain: &str) -> Result<(), HostError> {
    if let Some(char) = domain.chars().find(|char| !is_host_char(*char)) {
        return Err(HostError::ForbiddenCodePoint { char });
    }
    let domain = domain.strip_suffix('.').unwrap_or(domain);
    if domain.len() > MAX_HOST_LENGTH {
        return Err(HostError::HostTooLong { length: domain.len() });
    }
    for label in domain.split('.') {
        if label.is_empty() {
            return Err(HostError::EmptyLabel);
        }
        if label.len() > MAX_LABEL_LENGTH {
            return Err(HostError::LabelTooLong { label: label.to_owned() });
        }
    }
    Ok(())
}

fn is_host_char(char: char) -> bool {
    char.is_ascii_alphanumeric() || matches!(char, '-' | '_' | '.')
}

/// Whether the host parser takes `domain` for an IPv4 address
/// ([#ends-in-a-number-checker](https://url.spec.whatwg.org/#ends-in-a-number-checker)): if so, it
/// is one or it is an error, and never a name.
pub(crate) fn ends_in_a_number(domain: &str) -> bool {
    let domain = domain.strip_suffix('.').unwrap_or(domain);
    let last = domain.rsplit('.').next().unwrap_or(domain);
    if !last.is_empty() && last.bytes().all(|byte| byte.is_ascii_digit()) {
        return true;
    }
    last.strip_prefix("0x").is_some_and(|hex| hex.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

impl fmt::Display for ParsedHost {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Domain(domain) => f.write_str(domain),
            Self::Ipv4(address) => address.fmt(f),
            Self::Ipv6(address) => write!(f, "[{}]", SerializedIpv6::new(*address).as_str()),
        }
    }
}

/// Why a text is not a host.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum HostError {
    /// Nothing there, or nothing left after IDNA's mapping.
    Empty,
    /// UTS #46 refuses the domain: an invalid `xn--` label, a forbidden or unassigned character.
    InvalidIdna,
    /// A label longer than 63 bytes.
    LabelTooLong {
        /// The label, in punycode.
        label: String,
    },
    /// Longer than 253 bytes.
    HostTooLong {
        /// Its length in bytes, in punycode if it got that far.
        length: usize,
    },
    /// Two dots in a row, or a dot at the beginning.
    EmptyLabel,
    /// A character that no label has.
    ForbiddenCodePoint {
        /// The character.
        char: char,
    },
    /// The opaque host of a scheme that is not special, with upper-case letters.
    UpperCase {
        /// The same host in lower case.
        lower_case: String,
    },
    /// Ends in a number, and is no IPv4 address.
    InvalidIpv4,
    /// In brackets, and no IPv6 address.
    InvalidIpv6,
    /// An IPv6 address with a zone (`%eth0`), which URLs do not have.
    Zone,
}

impl fmt::Display for HostError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("the host is empty"),
            Self::InvalidIdna => {
                f.write_str("the host is not a valid internationalised domain name (UTS #46)")
            }
            Self::LabelTooLong { label } => write!(
                f,
                "the label {} has {} bytes; a label has at most {MAX_LABEL_LENGTH}",
                Quoted(label),
                label.len()
            ),
            Self::HostTooLong { length } => {
                write!(f, "the host has {length} bytes; a host has at most {MAX_HOST_LENGTH}")
            }
            Self::EmptyLabel => f.write_str("the host has an empty label: two dots in a row, or a dot at the beginning"),
            Self::ForbiddenCodePoint { char } => write!(
                f,
                "the host contains {}; a host has letters, digits, `-`, `_` and `.`",
                Quoted(char.encode_utf8(&mut [0; 4]))
            ),
            Self::UpperCase { lower_case } => write!(
                f,
                "the host has upper-case letters, and hosts of this scheme are case-sensitive; browsers send {}",
                Quoted(lower_case)
            ),
            Self::InvalidIpv4 => f.write_str(
                "the host ends in a number but is not an IPv4 address of four numbers from 0 to 255",
            ),
            Self::InvalidIpv6 => f.write_str("the host is not an IPv6 address in brackets"),
            Self::Zone => f.write_str("the IPv6 address has a zone (`%`), which origins do not have"),
        }
    }
}

impl Error for HostError {}

#[cfg(test)]
mod tests {
    use super::{HostError, ends_in_a_number, parse_host};

    /// https://url.spec.whatwg.org/#host-parsing
    #[test]
    fn canonical_forms() {
        let label63 = "a".repeat(63);
        let host253 = format!("{label63}.{label63}.{label63}.{}", "a".repeat(61));
        for (host, expected) in [
            ("example.com", "example.com"),
            ("EXAMPLE.Com", "example.com"),
            ("example.com.", "example.com."),
            ("localhost", "localhost"),
            ("a_b.example", "a_b.example"),
            ("-a-.example", "-a-.example"),
            ("1a.example", "1a.example"),
            ("bücher.example", "xn--bcher-kva.example"),
            ("BÜCHER.example", "xn--bcher-kva.example"),
            ("xn--bcher-kva.example", "xn--bcher-kva.example"),
            ("XN--BCHER-KVA.example", "xn--bcher-kva.example"),
            ("faß.example", "xn--fa-hia.example"),
            ("例え。テスト", "xn--r8jz45g.xn--zckzah"),
            ("ｅｘａｍｐｌｅ.com", "example.com"),
            ("exam\u{ad}ple.com", "example.com"),
            ("127.0.0.1", "127.0.0.1"),
            ("127.1", "127.0.0.1"),
            ("2130706433", "127.0.0.1"),
            ("0x7f.1", "127.0.0.1"),
            ("0X7F.1", "127.0.0.1"),
            ("0177.0.0.01", "127.0.0.1"),
            ("127.0.0.1.", "127.0.0.1"),
            ("１２７.0.0.1", "127.0.0.1"),
            ("[::1]", "[::1]"),
            ("[0:0:0:0:0:0:0:1]", "[::1]"),
            ("[2001:DB8::1]", "[2001:db8::1]"),
            ("[::ffff:1.2.3.4]", "[::ffff:102:304]"),
            (label63.as_str(), label63.as_str()),
            (host253.as_str(), host253.as_str()),
        ] {
            let parsed = parse_host("https", host).map(|parsed| parsed.to_string());
            assert_eq!(parsed.as_deref(), Ok(expected), "{host}");
        }
    }

    #[test]
    fn refusals() {
        use HostError as E;
        let label64 = "a".repeat(64);
        let label63 = "a".repeat(63);
        let host254 = format!("{label63}.{label63}.{label63}.{}", "a".repeat(62));
        let forbidden = |char| E::ForbiddenCodePoint { char };
        for (host, expected) in [
            ("", E::Empty),
            ("\u{ad}", E::Empty),
            (".", E::EmptyLabel),
            (".a", E::EmptyLabel),
            ("a..b", E::EmptyLabel),
            ("a..", E::EmptyLabel),
            ("a。。b", E::EmptyLabel),
            ("*.example.com", forbidden('*')),
            ("a b", forbidden(' ')),
            ("a%62", forbidden('%')),
            ("a!b", forbidden('!')),
            ("a！b", forbidden('!')),
            ("a\\b", forbidden('\\')),
            ("a\0b", forbidden('\0')),
            ("a:1", forbidden(':')),
            ("a/b", forbidden('/')),
            ("a℀b", E::InvalidIdna),
            ("xn--a", E::InvalidIdna),
            ("xn--ascii-", E::InvalidIdna),
            ("xn--", E::InvalidIdna),
            ("1.2.3.256", E::InvalidIpv4),
            ("1.2.3.4.5", E::InvalidIpv4),
            ("example.0x", E::InvalidIpv4),
            ("example.1", E::InvalidIpv4),
            ("4294967296", E::InvalidIpv4),
            ("1.2.3.08", E::InvalidIpv4),
            ("[::1", E::InvalidIpv6),
            ("[]", E::InvalidIpv6),
            ("[1.2.3.4]", E::InvalidIpv6),
            ("[::1::]", E::InvalidIpv6),
            ("[::g]", E::InvalidIpv6),
            ("[fe80::1%eth0]", E::Zone),
            ("[fe80::1%25eth0]", E::Zone),
            (label64.as_str(), E::LabelTooLong { label: label64.clone() }),
            (host254.as_str(), E::HostTooLong { length: 254 }),
        ] {
            assert_eq!(parse_host("https", host), Err(expected.clone()), "{host}");
            assert!(expected.to_string().starts_with("the "), "{expected}");
        }
    }

    #[test]
    fn opaque_hosts_are_not_mapped() {
        let parse = |host| parse_host("chrome-extension", host).map(|host| host.to_string());
        assert_eq!(parse("abc").as_deref(), Ok("abc"));
        assert_eq!(parse("127.1").as_deref(), Ok("127.1"));
        assert_eq!(parse("[::1]").as_deref(), Ok("[::1]"));
        assert_eq!(parse("xn--a").as_deref(), Ok("xn--a"));
        assert_eq!(parse("Abc"), Err(HostError::UpperCase { lower_case: "abc".into() }));
        assert_eq!(parse("é"), Err(HostError::ForbiddenCodePoint { char: 'é' }));
        assert_eq!(parse("a..b"), Err(HostError::EmptyLabel));
    }

    /// https://url.spec.whatwg.org/#ends-in-a-number-checker
    #[test]
    fn ends_in_a_number_rows() {
        for (host, expected) in [
            ("1", true),
            ("a.1", true),
            ("a.1.", true),
            ("a.08", true),
            ("a.0x", true),
            ("a.0xff", true),
            ("a.0xfg", false),
            ("a.1b", false),
            ("1.a", false),
            ("a.1..", false),
            ("", false),
            (".", false),
        ] {
            assert_eq!(ends_in_a_number(host), expected, "{host}");
        }
    }
}
