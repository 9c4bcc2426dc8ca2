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
        let (scheme, authority) = split_scheme(text)?;
        let (host, port) = if let Some(rest) = authority.strip_prefix('[') {
            let address = rest.split_once(']')?.0;
            if !is_serialized_ipv6(address) {
                return None;
            }
            authority.split_at(address.len() + 2)
        } else {
            split_host(scheme, authority)?
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

/// The scheme, and what stands after `://`.
fn split_scheme(text: &str) -> Option<(&str, &str)> {
    // Nearly every origin has one of two schemes, which need no further look.
    if let Some(authority) = text.strip_prefix("https://") {
        return Some(("https", authority));
    }
    if let Some(authority) = text.strip_prefix("http://") {
        return Some(("http", authority));
    }
    let (scheme, authority) = text.split_once("://")?;
    (is_serialized_scheme(scheme) && !has_only_opaque_origins(scheme))
        .then_some((scheme, authority))
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

/// The host, and the port with its colon, or nothing.
fn split_host<'a>(scheme: &str, authority: &'a str) -> Option<(&'a str, &'a str)> {
    let mut last_label: &[u8] = &[];
    let mut has_punycode = false;
    let mut rest = authority.as_bytes();
    loop {
        let length = rest.iter().position(|&byte| !IN_LABELS[usize::from(byte)]);
        let (label, after) = rest.split_at(length.unwrap_or(rest.len()));
        let is_end = matches!(after.first(), None | Some(b':'));
        // A dot at the end belongs to no label.
        if label.is_empty() && is_end && !last_label.is_empty() {
            rest = after;
            break;
        }
        if label.is_empty() || label.len() > MAX_LABEL_LENGTH {
            return None;
        }
        has_punycode |= label.starts_with(b"xn--");
        last_label = label;
        rest = after;
        if is_end {
            break;
        }
        rest = rest.strip_prefix(b".")?;
    }
    let (host, port) = authority.split_at(authority.len() - rest.len());
    if host.len() > MAX_HOST_LENGTH + usize::from(host.ends_with('.')) {
        return None;
    }
    // A number begins with a digit, so most names are told by one byte.
    let may_end_in_a_number = last_label.first().is_some_and(u8::is_ascii_digit);
    if !(has_punycode || may_end_in_a_number) || !is_special_scheme(scheme) {
        return Some((host, port));
    }
    let is_valid = if may_end_in_a_number && ends_in_a_number(host) {
        // `Ipv4Addr` takes dotted quads without leading zeros only, and no trailing dot.
        host.parse::<Ipv4Addr>().is_ok()
    } else {
        !has_punycode || is_valid_punycode(host)
    };
    is_valid.then_some((host, port))
}

/// Whether a byte is one of those of labels. Looking it up is faster than comparing with ranges.
const IN_LABELS: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 128 {
        table[byte as usize] = matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_');
        byte += 1;
    }
    table
};

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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{RequestOrigin, SerializedOrigin};
    use crate::{MAX_SERIALIZED_ORIGIN_LENGTH, Origin};

    fn check(bytes: &[u8]) {
        let Some(serialized) = SerializedOrigin::parse(bytes) else { return };
        assert_eq!(serialized.as_str().as_bytes(), bytes);
        let origin = Origin::parse(serialized.as_str()).unwrap();
        assert_eq!(origin.serialize(), serialized.as_str());
        assert_eq!(origin, Origin::Tuple(serialized.to_tuple_origin()));
    }

    /// https://fetch.spec.whatwg.org/#origin-header
    #[test]
    fn what_browsers_send() {
        let label63 = format!("https://{}.a", "a".repeat(63));
        let longest = format!("{}://{}{}:65535", "s".repeat(64), "a.".repeat(126), "b");
        for (text, scheme, host, port) in [
            ("https://example.com", "https", "example.com", None),
            ("http://localhost:3000", "http", "localhost", Some(3000)),
            ("http://127.0.0.1", "http", "127.0.0.1", None),
            ("http://0.0.0.0:1", "http", "0.0.0.0", Some(1)),
            ("http://[::1]", "http", "[::1]", None),
            ("http://[2001:db8::1]:8080", "http", "[2001:db8::1]", Some(8080)),
            ("http://[::ffff:102:304]", "http", "[::ffff:102:304]", None),
            ("https://example.com.", "https", "example.com.", None),
            ("https://a_b-c.example", "https", "a_b-c.example", None),
            ("https://xn--bcher-kva.example", "https", "xn--bcher-kva.example", None),
            ("http://a:443", "http", "a", Some(443)),
            ("https://a:80", "https", "a", Some(80)),
            ("wss://a:65535", "wss", "a", Some(65_535)),
            ("chrome-extension://abc", "chrome-extension", "abc", None),
            ("moz-extension://1b-2c", "moz-extension", "1b-2c", None),
            ("connector://localhost:443", "connector", "localhost", Some(443)),
            ("app://1.2", "app", "1.2", None),
            ("http://1.2.3.4.a", "http", "1.2.3.4.a", None),
            (label63.as_str(), "https", &label63[8..], None),
            (longest.as_str(), &longest[..64], &longest[67..320], Some(65_535)),
        ] {
            let origin = SerializedOrigin::parse(text.as_bytes()).expect(text);
            assert_eq!((origin.scheme(), origin.host(), origin.port()), (scheme, host, port));
            check(text.as_bytes());
        }
    }

    #[test]
    fn what_no_browser_sends() {
        let label64 = format!("https://{}", "a".repeat(64));
        let scheme65 = format!("{}://a", "a".repeat(65));
        let host254 = format!("https://{}", "a.".repeat(126) + "bc");
        let too_long = "a".repeat(MAX_SERIALIZED_ORIGIN_LENGTH + 1);
        for text in [
            "",
            "null",
            "*",
            "https",
            "https:",
            "https://",
            "https:/a",
            "://a",
            "//a",
            "a.example",
            "HTTPS://a",
            "https://A",
            "https://a/",
            "https://a?",
            "https://a#",
            "https://a/b",
            "https://u@a",
            "https://a,https://b",
            "https://a, https://b",
            "https://a https://b",
            " https://a",
            "https://a ",
            "https://a\0",
            "https://a\r\n",
            "https://a\\b",
            "https://a%62",
            "https://a!b",
            "https://*.a",
            "https://bücher.example",
            "https://xn--a",
            "https://xn--",
            "https://xn--bcher-KVA",
            "https://.a",
            "https://a..b",
            "https://a..",
            "https://.",
            "https://a:",
            "https://a:0",
            "https://a:00",
            "https://a:443",
            "http://a:80",
            "ws://a:80",
            "wss://a:443",
            "ftp://a:21",
            "https://a:0444",
            "https://a:65536",
            "https://a:100000",
            "https://a:+1",
            "https://a:1:2",
            "https://a:x",
            "https://:1",
            "http://127.1",
            "http://127.0.0.1.",
            "http://0127.0.0.1",
            "http://256.0.0.1",
            "http://1.2.3.4.5",
            "http://a.1",
            "http://a.0x1f",
            "http://0x7f000001",
            "http://::1",
            "http://[::1",
            "http://[::1]a",
            "http://[::1]:",
            "http://[0:0:0:0:0:0:0:1]",
            "http://[::0001]",
            "http://[2001:DB8::1]",
            "http://[::ffff:1.2.3.4]",
            "http://[fe80::1%eth0]",
            "http://[]",
            "http://[1.2.3.4]",
            "1a://b",
            "-a://b",
            "a_b://c",
            "file://a",
            "file://",
            "data://a",
            "app://Abc",
            "app://",
            label64.as_str(),
            scheme65.as_str(),
            host254.as_str(),
            too_long.as_str(),
        ] {
            assert_eq!(SerializedOrigin::parse(text.as_bytes()), None, "{text}");
        }
        assert_eq!(SerializedOrigin::parse(b"https://a\xff"), None);
    }

    #[test]
    fn request_origins() {
        for (bytes, expected) in [
            ("null", Some("null")),
            ("NULL", None),
            ("null ", None),
            ("https://a", Some("https://a")),
            ("https://a/", None),
            ("", None),
        ] {
            assert_eq!(RequestOrigin::parse(bytes.as_bytes()).as_str(), expected, "{bytes}");
        }
    }

    fn near_origin() -> impl Strategy<Value = String> {
        let scheme = prop_oneof![
            Just("https".to_owned()),
            Just("http".to_owned()),
            Just("ws".to_owned()),
            "[a-z][a-z0-9+.-]{0,6}",
            "[a-zA-Z0-9+._-]{0,4}"
        ];
        let host = prop_oneof![
            "[a-z0-9_-]{1,5}(\\.[a-z0-9_-]{1,5}){0,3}\\.?",
            "[0-9]{1,3}(\\.[0-9]{1,3}){0,4}",
            "[a-z]{0,2}\\.?0x[0-9a-f]{0,3}",
            "xn--[a-z0-9-]{0,8}(\\.[a-z]{1,3})?",
            "\\[[0-9a-f:.]{1,20}\\]",
            "[a-zA-Z0-9é。*%. -]{0,8}",
            any::<std::net::Ipv6Addr>().prop_map(|address| format!("[{address}]")),
            "\\PC{0,8}",
        ];
        let port = prop_oneof![
            Just(String::new()),
            Just(":80".to_owned()),
            Just(":443".to_owned()),
            ":[0-9]{0,6}",
            "[:/?#@]\\PC{0,3}"
        ];
        (scheme, host, port).prop_map(|(scheme, host, port)| format!("{scheme}://{host}{port}"))
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4096))]

        #[test]
        fn accepts_nothing_that_origin_refuses(text in near_origin()) {
            check(text.as_bytes());
        }

        #[test]
        fn accepts_whatever_origin_serialises_to(text in near_origin()) {
            if let Ok(origin) = Origin::parse(&text) {
                let serialized = origin.serialize();
                prop_assert_eq!(Origin::parse(&serialized), Ok(origin.clone()));
                prop_assert_eq!(
                    RequestOrigin::parse(serialized.as_bytes()).as_str(),
                    Some(serialized.as_str())
                );
            }
        }

        #[test]
        fn agrees_with_the_url_crate(text in near_origin()) {
            if let (Some(origin), Ok(url)) =
                (SerializedOrigin::parse(text.as_bytes()), url::Url::parse(&text))
            {
                prop_assert_eq!(Origin::from_url(&url).serialize(), origin.as_str());
            }
        }

        #[test]
        fn any_bytes_are_judged(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
            check(&bytes);
        }

        #[test]
        fn any_text_is_judged(text in "\\PC*") {
            if let Ok(origin) = Origin::parse(&text) {
                prop_assert_eq!(Origin::parse(&origin.serialize()), Ok(origin));
            }
        }
    }
}
