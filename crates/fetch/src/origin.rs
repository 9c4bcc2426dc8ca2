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
        let port =
            port.map(parse_port).transpose()?.filter(|port| default_port(&scheme) != Some(*port));
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
    let host_end = if authority.starts_with('[') {
        authority.find(']').map_or(authority.len(), |end| end + 1)
    } else {
        0
    };
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

#[cfg(test)]
mod tests {
    use url::Url;

    use super::{MAX_SERIALIZED_ORIGIN_LENGTH, Origin, parse_canonical_port};
    use crate::{HostError, OriginError};

    /// https://html.spec.whatwg.org/multipage/browsers.html#ascii-serialisation-of-an-origin
    #[test]
    fn canonical_forms() {
        for (text, expected) in [
            ("null", "null"),
            ("https://example.com", "https://example.com"),
            ("HTTPS://EXAMPLE.com", "https://example.com"),
            ("http://a:80", "http://a"),
            ("http://a:443", "http://a:443"),
            ("https://a:443", "https://a"),
            ("https://a:80", "https://a:80"),
            ("ws://a:80", "ws://a"),
            ("wss://a:443", "wss://a"),
            ("ftp://a:21", "ftp://a"),
            ("http://a:1", "http://a:1"),
            ("http://a:65535", "http://a:65535"),
            ("http://127.1:8080", "http://127.0.0.1:8080"),
            ("http://0x7f.1", "http://127.0.0.1"),
            ("http://[0:0::1]", "http://[::1]"),
            ("http://[::1]:8080", "http://[::1]:8080"),
            ("http://[::1]:80", "http://[::1]"),
            ("https://bücher.example", "https://xn--bcher-kva.example"),
            ("https://example.com.", "https://example.com."),
            ("https://a_b.example", "https://a_b.example"),
            ("chrome-extension://abcdefgh", "chrome-extension://abcdefgh"),
            ("Moz-Extension://0a-1b", "moz-extension://0a-1b"),
            ("connector://localhost", "connector://localhost"),
            ("capacitor://localhost:443", "capacitor://localhost:443"),
            ("app+x.y-z://a", "app+x.y-z://a"),
        ] {
            let parsed = Origin::parse(text).map(|origin| origin.serialize());
            assert_eq!(parsed.as_deref(), Ok(expected), "{text}");
        }
    }

    #[test]
    fn refusals_and_suggestions() {
        use OriginError as E;
        let s = str::to_owned;
        let host = |host: &str, why| E::InvalidHost { host: s(host), why };
        let path = |path: &str, origin: &str| E::Path { path: s(path), origin: s(origin) };
        let star = HostError::ForbiddenCodePoint { char: '*' };
        for (text, expected, suggestion) in [
            ("", E::Empty, None),
            ("NULL", E::NoScheme { text: s("NULL") }, Some("null")),
            ("*", E::NoScheme { text: s("*") }, None),
            ("a.example", E::NoScheme { text: s("a.example") }, Some("https://a.example")),
            ("//a.example", E::NoScheme { text: s("//a.example") }, Some("https://a.example")),
            (
                "localhost:3000",
                E::NoScheme { text: s("localhost:3000") },
                Some("https://localhost:3000"),
            ),
            ("://a", E::InvalidScheme { scheme: s("") }, None),
            ("1a://b", E::InvalidScheme { scheme: s("1a") }, None),
            ("*://b", E::InvalidScheme { scheme: s("*") }, None),
            ("file://a", E::OpaqueScheme { scheme: s("file") }, Some("null")),
            ("DATA://a", E::OpaqueScheme { scheme: s("data") }, Some("null")),
            ("https://u@a", E::Userinfo { origin: s("https://a") }, Some("https://a")),
            ("https://u:p@a:1", E::Userinfo { origin: s("https://a:1") }, Some("https://a:1")),
            ("https://@a", E::Userinfo { origin: s("https://a") }, Some("https://a")),
            ("https://a/", path("/", "https://a"), Some("https://a")),
            ("https://a/b/c?d#e", path("/b/c", "https://a"), Some("https://a")),
            ("https://a:1//", path("//", "https://a:1"), Some("https://a:1")),
            ("https:///a", path("/a", "https://"), Some("https://")),
            ("https://a?b", E::Query { query: s("?b"), origin: s("https://a") }, Some("https://a")),
            (
                "https://a#",
                E::Fragment { fragment: s("#"), origin: s("https://a") },
                Some("https://a"),
            ),
            (" https://a", E::Whitespace { origin: s("https://a") }, Some("https://a")),
            ("https://a\n", E::Whitespace { origin: s("https://a") }, Some("https://a")),
            ("https://a b", E::Whitespace { origin: s("https://ab") }, Some("https://ab")),
            ("https://a\u{a0}", E::Whitespace { origin: s("https://a") }, Some("https://a")),
            ("https://", E::EmptyHost, None),
            ("https://:80", E::EmptyHost, None),
            ("https://:", E::EmptyHost, None),
            ("chrome-extension://", E::EmptyHost, None),
            ("https://*", host("*", star.clone()), None),
            ("https://*.a", host("*.a", star), None),
            ("https://a..b", host("a..b", HostError::EmptyLabel), None),
            ("https://[::1", host("[::1", HostError::InvalidIpv6), None),
            ("https://[::1]a", host("[::1]a", HostError::InvalidIpv6), None),
            ("https://1.2.3.4.5", host("1.2.3.4.5", HostError::InvalidIpv4), None),
            ("app://Abc", host("Abc", HostError::UpperCase { lower_case: s("abc") }), None),
            (
                "http://::1",
                E::UnbracketedIpv6 { scheme: s("http"), address: s("::1") },
                Some("http://[::1]"),
            ),
            ("https://a:", E::EmptyPort { origin: s("https://a") }, Some("https://a")),
            ("https://a:0", E::InvalidPort { port: s("0") }, None),
            ("https://a:080", E::InvalidPort { port: s("080") }, None),
            ("https://a:65536", E::InvalidPort { port: s("65536") }, None),
            ("https://a:123456", E::InvalidPort { port: s("123456") }, None),
            ("https://a:+1", E::InvalidPort { port: s("+1") }, None),
            ("https://a:*", E::InvalidPort { port: s("*") }, None),
            ("https://a:b:c", E::InvalidPort { port: s("b:c") }, None),
        ] {
            let error = Origin::parse(text).unwrap_err();
            assert_eq!(error, expected, "{text}");
            assert_eq!(error.suggestion().as_deref(), suggestion, "{text}");
            assert!(error.to_string().len() > 15, "{text}: {error}");
        }
    }

    #[test]
    fn length_is_checked_first() {
        let too_long = OriginError::TooLong { max: MAX_SERIALIZED_ORIGIN_LENGTH };
        assert_eq!(Origin::parse(&"\u{ad}".repeat(10_000)), Err(too_long));
        let longest = format!("{}://{}{}:65535", "s".repeat(64), "a.".repeat(126), "b");
        assert_eq!(longest.len(), MAX_SERIALIZED_ORIGIN_LENGTH);
        assert_eq!(Origin::parse(&longest).unwrap().serialize(), longest);
    }

    /// https://url.spec.whatwg.org/#concept-url-origin
    #[test]
    fn origins_of_urls() {
        for (url, expected) in [
            ("https://u:p@a.example:443/b?c#d", "https://a.example"),
            ("http://a.example:8080/", "http://a.example:8080"),
            ("wss://a/", "wss://a"),
            ("ftp://a:21/", "ftp://a"),
            ("http://[::FFFF:1.2.3.4]/", "http://[::ffff:102:304]"),
            ("http://0x7f.1/", "http://127.0.0.1"),
            ("http://a!b/", "http://a!b"),
            ("blob:https://a.example/uuid", "https://a.example"),
            ("blob:null/uuid", "null"),
            ("data:text/plain,a", "null"),
            ("file:///etc/hosts", "null"),
            ("about:blank", "null"),
            ("javascript:1", "null"),
            ("chrome-extension://abc/page.html", "chrome-extension://abc"),
            ("moz-extension://0a-1b:9/", "moz-extension://0a-1b:9"),
            ("mailto:a@b", "null"),
        ] {
            assert_eq!(Origin::from_url(&Url::parse(url).unwrap()).serialize(), expected, "{url}");
        }
    }

    /// https://html.spec.whatwg.org/multipage/browsers.html#same-origin
    #[test]
    fn same_origin() {
        for (a, b, expected) in [
            ("https://a", "https://a:443", true),
            ("http://a", "https://a", false),
            ("https://a", "https://a:444", false),
            ("https://a", "https://b.a", false),
            ("https://a", "https://a.", false),
            ("https://a", "wss://a", false),
            ("null", "null", false),
            ("null", "https://a", false),
        ] {
            let (a, b) = (Origin::parse(a).unwrap(), Origin::parse(b).unwrap());
            assert_eq!(a.is_same_origin(&b), expected, "{a} and {b}");
            assert_eq!(b.is_same_origin(&a), expected, "{b} and {a}");
        }
    }

    #[test]
    fn ports() {
        for (text, expected) in [
            ("1", Some(1)),
            ("9", Some(9)),
            ("10000", Some(10_000)),
            ("65535", Some(65_535)),
            ("65536", None),
            ("99999", None),
            ("100000", None),
            ("0", None),
            ("01", None),
            ("", None),
            ("+1", None),
            ("-1", None),
            ("1 ", None),
            ("１", None),
        ] {
            assert_eq!(parse_canonical_port(text), expected, "{text}");
        }
    }
}
