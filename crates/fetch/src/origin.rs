//! Origins, opaque and tuple.

use std::fmt;
use std::net::Ipv6Addr;
use std::str::FromStr;

use url::Url;

use crate::host::{HostError, parse_host};
use crate::names::NULL;
use crate::origin_error::OriginError;
use crate::scheme::{default_port, has_only_opaque_origins, is_scheme};

/// The longest serialised origin, in bytes: a scheme of 64, `://`, a host of 253, `:` and a port of
/// five digits. Longer input is refused before any work is done on it.
pub const MAX_SERIALIZED_ORIGIN_LENGTH: usize = 64 + 3 + 253 + 1 + 5;

/// An [origin](https://html.spec.whatwg.org/multipage/browsers.html#concept-origin).
///
/// `==` compares values, for use in collections; the standard's question is
/// [`Origin::is_same_origin`], and an opaque origin is same origin with nothing.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Origin {
    /// The origin of a sandboxed frame, a `data:` or `file:` document, or a request tainted by a
    /// cross-origin redirect. Serialised as `null`.
    Opaque,
    /// Scheme, host and port.
    Tuple(TupleOrigin),
}

/// Scheme, host and port, in canonical form.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TupleOrigin {
    scheme: String,
    host: String,
    port: Option<u16>,
}

impl Origin {
    /// Parses `null`, `scheme://host` or `scheme://host:port`, and nothing else.
    ///
    /// Canonicalises: lower-cases scheme and host, maps IDNA to punycode, IPv4 spellings to dotted
    /// quads and IPv6 to its shortest form, and drops the scheme's default port. A trailing slash,
    /// path, query, fragment, user name or white space is an error, since a server that compares
    /// such a text with an `Origin` header never finds them equal.
    ///
    /// Schemes that are not special (`chrome-extension://abc`, `capacitor://localhost`) give tuple
    /// origins too: the URL standard calls their origins opaque, browsers send them as tuples.
    ///
    /// ```
    /// use corsmith_fetch::{Origin, OriginError};
    ///
    /// let origin = Origin::parse("HTTPS://Bücher.example:443")?;
    /// assert_eq!(origin.serialize(), "https://xn--bcher-kva.example");
    /// assert_eq!(Origin::parse("null")?, Origin::Opaque);
    /// assert!(matches!(Origin::parse("https://a.example/"), Err(OriginError::Path { .. })));
    /// # Ok::<(), OriginError>(())
    /// ```
    pub fn parse(text: &str) -> Result<Self, OriginError> {
        if text.is_empty() {
            return Err(OriginError::Empty);
        }
        if text.len() > MAX_SERIALIZED_ORIGIN_LENGTH {
            return Err(OriginError::TooLong { max: MAX_SERIALIZED_ORIGIN_LENGTH });
        }
        if text == NULL {
            return Ok(Self::Opaque);
        }
        if text.contains(char::is_whitespace) {
            let origin = text.chars().filter(|char| !char.is_whitespace()).collect();
            return Err(OriginError::Whitespace { origin });
        }
        let Some((scheme, rest)) = text.split_once("://") else {
            return Err(OriginError::NoScheme { text: text.to_owned() });
        };
        if !is_scheme(scheme) {
            return Err(OriginError::InvalidScheme { scheme: scheme.to_owned() });
        }
        let scheme = scheme.to_ascii_lowercase();
        if has_only_opaque_origins(&scheme) {
            return Err(OriginError::OpaqueScheme { scheme });
        }
        let (host, port) = split_authority(&scheme, rest)?;
        let host = match parse_host(&scheme, host) {
            Ok(host) => host.to_string(),
            Err(HostError::Empty) => return Err(OriginError::EmptyHost),
            Err(why) => return Err(OriginError::InvalidHost { host: host.to_owned(), why }),
        };
        let port = port.map(parse_port).transpose()?.filter(|port| default_port(&scheme) != Some(*port));
        let origin = TupleOrigin { scheme, host, port };
        // Punycode and a trailing dot can make the canonical form longer than what was written.
        if origin.serialized_length() > MAX_SERIALIZED_ORIGIN_LENGTH {
            return Err(OriginError::TooLong { max: MAX_SERIALIZED_ORIGIN_LENGTH });
        }
        Ok(Self::Tuple(origin))
    }

    /// The origin of a URL ([#concept-url-origin](https://url.spec.whatwg.org/#concept-url-origin)),
    /// with the one difference that [`Origin::parse`] has: schemes that are not special give tuple
    /// origins where their host allows it. `file:`, `data:` and the like are opaque; `blob:` has
    /// the origin of the URL inside.
    ///
    /// A URL may have a host that [`Origin::parse`] refuses, such as `http://a!b/`: its origin is
    /// then faithful to the URL, and its serialisation is not parsed back.
    ///
    /// ```
    /// use corsmith_fetch::Origin;
    ///
    /// let url = url::Url::parse("https://user@app.example:443/path?query")?;
    /// assert_eq!(Origin::from_url(&url).serialize(), "https://app.example");
    /// assert_eq!(Origin::from_url(&url::Url::parse("data:text/plain,")?), Origin::Opaque);
    /// # Ok::<(), url::ParseError>(())
    /// ```
    #[must_use]
    pub fn from_url(url: &Url) -> Self {
        if let url::Origin::Tuple(scheme, host, port) = url.origin() {
            let port = Some(port).filter(|port| default_port(&scheme) != Some(*port));
            return Self::Tuple(TupleOrigin { scheme, host: host.to_string(), port });
        }
        let Some(host) = url.host_str() else { return Self::Opaque };
        let scheme = url.scheme();
        let text = match url.port() {
            Some(port) => format!("{scheme}://{host}:{port}"),
            None => format!("{scheme}://{host}"),
        };
        Self::parse(&text).unwrap_or(Self::Opaque)
    }

    /// The serialisation
    /// ([#ascii-serialisation-of-an-origin](https://html.spec.whatwg.org/multipage/browsers.html#ascii-serialisation-of-an-origin)):
    /// what a browser sends as `Origin`. `null` for an opaque origin. `Display` writes the same.
    ///
    /// ```
    /// use corsmith_fetch::Origin;
    ///
    /// assert_eq!(Origin::parse("http://LOCALHOST:8080")?.serialize(), "http://localhost:8080");
    /// assert_eq!(Origin::Opaque.serialize(), "null");
    /// # Ok::<(), corsmith_fetch::OriginError>(())
    /// ```
    #[must_use]
    pub fn serialize(&self) -> String {
        self.to_string()
    }

    /// [Same origin](https://html.spec.whatwg.org/multipage/browsers.html#same-origin): equal
    /// scheme, host and port. An opaque origin is same origin with nothing: two documents that
    /// both send `null` are strangers.
    ///
    /// ```
    /// use corsmith_fetch::Origin;
    ///
    /// let a = Origin::parse("https://a.example")?;
    /// assert!(a.is_same_origin(&Origin::parse("https://a.example:443")?));
    /// assert!(!a.is_same_origin(&Origin::parse("http://a.example")?));
    /// assert!(!Origin::Opaque.is_same_origin(&Origin::Opaque));
    /// # Ok::<(), corsmith_fetch::OriginError>(())
    /// ```
    #[must_use]
    pub fn is_same_origin(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Tuple(a), Self::Tuple(b)) => a == b,
            _ => false,
        }
    }
}

impl TupleOrigin {
    pub(crate) fn from_canonical(scheme: &str, host: &str, port: Option<u16>) -> Self {
        Self { scheme: scheme.to_owned(), host: host.to_owned(), port }
    }

    /// The scheme, in lower case.
    #[must_use]
    pub fn scheme(&self) -> &str {
        &self.scheme
    }

    /// The host as it stands in the serialisation: an IPv6 address has its brackets.
    #[must_use]
    pub fn host(&self) -> &str {
        &self.host
    }

    /// The port; `None` is the scheme's default port, or no port if the scheme has none.
    #[must_use]
    pub fn port(&self) -> Option<u16> {
        self.port
    }

    fn serialized_length(&self) -> usize {
        let port = self.port.map_or(0, |port| 1 + port.to_string().len());
        self.scheme.len() + 3 + self.host.len() + port
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Opaque => f.write_str(NULL),
            Self::Tuple(origin) => origin.fmt(f),
        }
    }
}

impl fmt::Display for TupleOrigin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}://{}", self.scheme, self.host)?;
        match self.port {
            Some(port) => write!(f, ":{port}"),
            None => Ok(()),
        }
    }
}

impl From<TupleOrigin> for Origin {
    fn from(origin: TupleOrigin) -> Self {
        Self::Tuple(origin)
    }
}

impl FromStr for Origin {
    type Err = OriginError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::parse(text)
    }
}

/// Splits what follows `://` into host and port, and refuses whatever else a URL may have there.
fn split_authority<'a>(
    scheme: &str,
    rest: &'a str,
) -> Result<(&'a str, Option<&'a str>), OriginError> {
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (authority, tail) = rest.split_at(end);
    if let Some((_, host)) = authority.rsplit_once('@') {
        return Err(OriginError::Userinfo { origin: format!("{scheme}://{host}") });
    }
    let origin = || format!("{scheme}://{authority}");
    match tail.bytes().next() {
        Some(b'/') => {
            let path = tail.split(['?', '#']).next().unwrap_or(tail).to_owned();
            return Err(OriginError::Path { path, origin: origin() });
        }
        Some(b'?') => {
            let query = tail.split('#').next().unwrap_or(tail).to_owned();
            return Err(OriginError::Query { query, origin: origin() });
        }
        Some(_) => {
            return Err(OriginError::Fragment { fragment: tail.to_owned(), origin: origin() });
        }
        None => {}
    }
    if !authority.starts_with('[') && authority.parse::<Ipv6Addr>().is_ok() {
        let (scheme, address) = (scheme.to_owned(), authority.to_owned());
        return Err(OriginError::UnbracketedIpv6 { scheme, address });
    }
    // The colons of an IPv6 address end at its bracket.
    let host_end = if authority.starts_with('[') { authority.find(']').map_or(0, |end| end + 1) } else { 0 };
    let Some(colon) = authority.get(host_end..).and_then(|text| text.find(':')) else {
        return Ok((authority, None));
    };
    let (host, port) = authority.split_at(host_end + colon);
    match port.get(1..).unwrap_or_default() {
        "" if host.is_empty() => Err(OriginError::EmptyHost),
        "" => Err(OriginError::EmptyPort { origin: format!("{scheme}://{host}") }),
        port => Ok((host, Some(port))),
    }
}

fn parse_port(text: &str) -> Result<u16, OriginError> {
    parse_canonical_port(text).ok_or_else(|| OriginError::InvalidPort { port: text.to_owned() })
}

/// One to five digits, no leading zero, 1 to 65535.
pub(crate) fn parse_canonical_port(text: &str) -> Option<u16> {
    // `u16::from_str` alone would take `+80` and `0080`.
    let canonical = matches!(text.as_bytes(), [b'1'..=b'9', rest @ ..] if rest.len() < 5 && rest.iter().all(u8::is_ascii_digit));
    if canonical { text.parse().ok() } else { None }
}
