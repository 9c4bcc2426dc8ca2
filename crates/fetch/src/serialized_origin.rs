//! The `Origin` header of a request, as a browser writes it.

use idna::AsciiDenyList;
use idna::uts46::{ErrorPolicy, Hyphens, ProcessingSuccess, Uts46};
use std::fmt;
use std::net::{Ipv4Addr, Ipv6Addr};

use crate::host::{MAX_HOST_LENGTH, MAX_LABEL_LENGTH, ends_in_a_number};
use crate::ipv6::SerializedIpv6;
use crate::names::NULL;
use crate::origin::{MAX_SERIALIZED_ORIGIN_LENGTH, TupleOrigin, parse_canonical_port};
use crate::scheme::{MAX_SCHEME_LENGTH, default_port, has_only_opaque_origins, is_special_scheme};

/// The `Origin` of a request
/// ([#origin-header](https://fetch.spec.whatwg.org/#origin-header): `serialized-origin` or `null`).
///
/// ```
/// use corsmith_fetch::RequestOrigin;
///
/// assert_eq!(RequestOrigin::parse(b"null"), RequestOrigin::Null);
/// assert_eq!(RequestOrigin::parse(b"https://a.example/"), RequestOrigin::Malformed);
/// assert_eq!(RequestOrigin::parse(b"https://a.example").as_str(), Some("https://a.example"));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RequestOrigin<'a> {
    /// The four bytes `null`: an opaque origin, or one tainted by a redirect.
    Null,
    /// A tuple origin.
    Tuple(SerializedOrigin<'a>),
    /// Something no browser sends. Never equal to any origin.
    Malformed,
}

impl<'a> RequestOrigin<'a> {
    /// Judges the value of an `Origin` header, without the white space around it. `NULL` is
    /// malformed: the standard's `null` is case-sensitive.
    #[must_use]
    pub fn parse(bytes: &'a [u8]) -> Self {
        if bytes == NULL.as_bytes() {
            return Self::Null;
        }
        SerializedOrigin::parse(bytes).map_or(Self::Malformed, Self::Tuple)
    }

    /// The header's value, or `None` if it is malformed and must not be repeated to anyone.
    #[must_use]
    pub const fn as_str(&self) -> Option<&'a str> {
        match self {
            Self::Null => Some(NULL),
            Self::Tuple(origin) => Some(origin.as_str()),
            Self::Malformed => None,
        }
    }
}

/// A tuple origin exactly as a browser serialises it, borrowed from a request.
///
/// ```
/// use corsmith_fetch::SerializedOrigin;
///
/// let origin = SerializedOrigin::parse(b"http://localhost:8080").unwrap();
/// assert_eq!((origin.scheme(), origin.host(), origin.port()), ("http", "localhost", Some(8080)));
/// // No browser writes a default port, an upper-case letter or a trailing slash.
/// for bytes in ["http://localhost:80", "http://LOCALHOST", "http://localhost/"] {
///     assert_eq!(SerializedOrigin::parse(bytes.as_bytes()), None);
/// }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct SerializedOrigin<'a> {
    text: &'a str,
    scheme: &'a str,
    host: &'a str,
    port: Option<u16>,
}

impl<'a> SerializedOrigin<'a> {
    /// Reads the value of an `Origin` header, in one pass and without allocating; more than
    /// [`MAX_SERIALIZED_ORIGIN_LENGTH`] bytes are refused unread.
    ///
    /// Accepts what [`Origin`](crate::Origin)s serialise to and nothing else. Hosts are those of
    /// [`parse_host`](crate::parse_host), hence labels of `a-z 0-9 - _`. URLs can have other
    /// characters there (`http://a!b/`), DNS names of servers do not.
    ///
    /// Hosts with an `xn--` label are checked by UTS #46, which may allocate when more than eight
    /// labels have that prefix.
    #[must_use]
    pub fn parse(bytes: &'a [u8]) -> Option<Self> {
        if bytes.len() > MAX_SERIALIZED_ORIGIN_LENGTH {
            return None;
        }
        let text = str::from_utf8(bytes).ok()?;
        let (scheme, authority) = text.split_once("://")?;
        if !is_serialized_scheme(scheme) || has_only_opaque_origins(scheme) {
            return None;
        }
        let (host, port) = if let Some(rest) = authority.strip_prefix('[') {
            let address = rest.split_once(']')?.0;
            if !is_serialized_ipv6(address) {
                return None;
            }
            authority.split_at(address.len() + 2)
        } else {
            let end = authority.find(':').unwrap_or(authority.len());
            let (host, port) = authority.split_at(end);
            if !is_serialized_host(scheme, host) {
                return None;
            }
            (host, port)
        };
        let port = if port.is_empty() {
            None
        } else {
            let port = parse_canonical_port(port.strip_prefix(':')?)?;
            if default_port(scheme) == Some(port) {
                return None;
            }
            Some(port)
        };
        Some(Self { text, scheme, host, port })
    }

    /// The whole origin, as it was sent.
    #[must_use]
    pub const fn as_str(&self) -> &'a str {
        self.text
    }

    /// The scheme.
    #[must_use]
    pub const fn scheme(&self) -> &'a str {
        self.scheme
    }

    /// The host; an IPv6 address has its brackets.
    #[must_use]
    pub const fn host(&self) -> &'a str {
        self.host
    }

    /// The port, if it is not the scheme's default.
    #[must_use]
    pub const fn port(&self) -> Option<u16> {
        self.port
    }

    /// The same origin, owned.
    ///
    /// ```
    /// use corsmith_fetch::{Origin, SerializedOrigin};
    ///
    /// let origin = SerializedOrigin::parse(b"https://a.example").unwrap().to_tuple_origin();
    /// assert_eq!(Origin::parse("https://a.example"), Ok(Origin::Tuple(origin)));
    /// ```
    #[must_use]
    pub fn to_tuple_origin(&self) -> TupleOrigin {
        TupleOrigin::from_canonical(self.scheme, self.host, self.port)
    }
}

impl fmt::Display for SerializedOrigin<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.text)
    }
}

fn is_serialized_scheme(scheme: &str) -> bool {
    let bytes = scheme.as_bytes();
    bytes.len() <= MAX_SCHEME_LENGTH
        && bytes.first().is_some_and(u8::is_ascii_lowercase)
        && bytes.iter().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'+' | b'-' | b'.'))
}

fn is_serialized_ipv6(text: &str) -> bool {
    text.parse::<Ipv6Addr>().is_ok_and(|address| SerializedIpv6::new(address).as_str() == text)
}

fn is_serialized_host(scheme: &str, host: &str) -> bool {
    let domain = host.strip_suffix('.').unwrap_or(host);
    if domain.len() > MAX_HOST_LENGTH {
        return false;
    }
    let mut has_punycode = false;
    for label in domain.as_bytes().split(|byte| *byte == b'.') {
        if label.is_empty() || label.len() > MAX_LABEL_LENGTH {
            return false;
        }
        if !label.iter().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_')) {
            return false;
        }
        has_punycode |= label.starts_with(b"xn--");
    }
    if !is_special_scheme(scheme) {
        return true;
    }
    if ends_in_a_number(host) {
        // `Ipv4Addr` takes dotted quads without leading zeros only, and no trailing dot.
        return host.parse::<Ipv4Addr>().is_ok();
    }
    !has_punycode || is_valid_punycode(host)
}

/// True if UTS #46 would leave `host` as it is. A `xn--` label that is not valid punycode, or that
/// decodes to something which encodes otherwise, is never sent by a browser.
fn is_valid_punycode(host: &str) -> bool {
    let mut unused = Discard;
    matches!(
        Uts46::new().process(
            host.as_bytes(),
            AsciiDenyList::URL,
            Hyphens::Allow,
            ErrorPolicy::FailFast,
            |_, _, _| false,
            &mut unused,
            None,
        ),
        Ok(ProcessingSuccess::Passthrough)
    )
}

struct Discard;

impl fmt::Write for Discard {
    fn write_str(&mut self, _: &str) -> fmt::Result {
        Ok(())
    }
}
