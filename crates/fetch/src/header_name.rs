//! Header names, and the sets of them that the standard defines.

use crate::header_list::trim;
use crate::method::is_forbidden_method;
use crate::names::AUTHORIZATION;

/// True if `name` is a [header name](https://fetch.spec.whatwg.org/#header-name): an HTTP token
/// (RFC 9110, section 5.1). `*` is one.
///
/// ```
/// use corsmith_fetch::is_header_name;
///
/// assert!(is_header_name("X-Request-Id"));
/// assert!(!is_header_name("X Request") && !is_header_name(""));
/// ```
#[must_use]
pub fn is_header_name(name: &str) -> bool {
    is_token(name.as_bytes())
}

/// True if a script cannot set this header
/// ([#forbidden-request-header](https://fetch.spec.whatwg.org/#forbidden-request-header)): the
/// browser drops it silently.
///
/// The three method-override headers (`X-HTTP-Method`, `X-HTTP-Method-Override`,
/// `X-Method-Override`) are forbidden only if their value names a forbidden method.
///
/// ```
/// use corsmith_fetch::is_forbidden_request_header;
///
/// assert!(is_forbidden_request_header("Cookie", b"a=b"));
/// assert!(is_forbidden_request_header("X-HTTP-Method", b"GET, trace"));
/// assert!(!is_forbidden_request_header("X-HTTP-Method", b"DELETE"));
/// ```
#[must_use]
pub fn is_forbidden_request_header(name: &str, value: &[u8]) -> bool {
    is_forbidden_request_header_name(name)
        || (is_one_of(name, &["x-http-method", "x-http-method-override", "x-method-override"])
            && get_decode_and_split(value)
                .iter()
                .any(|method| str::from_utf8(method).is_ok_and(is_forbidden_method)))
}

/// True if a script cannot set a header of this name whatever its value: to allow it in a policy
/// has no effect. See [`is_forbidden_request_header`].
///
/// ```
/// use corsmith_fetch::is_forbidden_request_header_name;
///
/// assert!(is_forbidden_request_header_name("Sec-Fetch-Mode"));
/// assert!(!is_forbidden_request_header_name("User-Agent"));
/// ```
#[must_use]
pub fn is_forbidden_request_header_name(name: &str) -> bool {
    is_one_of(name, FORBIDDEN_REQUEST_HEADER_NAMES)
        || starts_with_ignore_case(name, "proxy-")
        || starts_with_ignore_case(name, "sec-")
}

/// True for `Authorization`, the one name that `*` in `Access-Control-Allow-Headers` never covers
/// ([#cors-non-wildcard-request-header-name](https://fetch.spec.whatwg.org/#cors-non-wildcard-request-header-name)).
///
/// ```
/// assert!(corsmith_fetch::is_cors_non_wildcard_request_header_name("authorization"));
/// assert!(!corsmith_fetch::is_cors_non_wildcard_request_header_name("x-api-key"));
/// ```
#[must_use]
pub fn is_cors_non_wildcard_request_header_name(name: &str) -> bool {
    name.eq_ignore_ascii_case(AUTHORIZATION)
}

/// True for the five names that may be safelisted, depending on the value
/// ([#cors-safelisted-request-header](https://fetch.spec.whatwg.org/#cors-safelisted-request-header)):
/// see [`is_cors_safelisted_request_header`](crate::is_cors_safelisted_request_header).
///
/// ```
/// assert!(corsmith_fetch::is_cors_safelisted_request_header_name("Content-Type"));
/// assert!(!corsmith_fetch::is_cors_safelisted_request_header_name("Save-Data"));
/// ```
#[must_use]
pub fn is_cors_safelisted_request_header_name(name: &str) -> bool {
    is_one_of(name, &["accept", "accept-language", "content-language", "content-type", "range"])
}

/// True if a script may read this header of a CORS response without
/// `Access-Control-Expose-Headers`
/// ([#cors-safelisted-response-header-name](https://fetch.spec.whatwg.org/#cors-safelisted-response-header-name)).
///
/// ```
/// assert!(corsmith_fetch::is_cors_safelisted_response_header_name("Content-Length"));
/// assert!(!corsmith_fetch::is_cors_safelisted_response_header_name("ETag"));
/// ```
#[must_use]
pub fn is_cors_safelisted_response_header_name(name: &str) -> bool {
    is_one_of(
        name,
        &[
            "cache-control",
            "content-language",
            "content-length",
            "content-type",
            "expires",
            "last-modified",
            "pragma",
        ],
    )
}

/// True for `Set-Cookie` and `Set-Cookie2`, which no script reads, exposed or not
/// ([#forbidden-response-header-name](https://fetch.spec.whatwg.org/#forbidden-response-header-name)).
///
/// ```
/// assert!(corsmith_fetch::is_forbidden_response_header_name("set-cookie"));
/// assert!(!corsmith_fetch::is_forbidden_response_header_name("cookie"));
/// ```
#[must_use]
pub fn is_forbidden_response_header_name(name: &str) -> bool {
    is_one_of(name, &["set-cookie", "set-cookie2"])
}

/// RFC 9110, section 5.6.2.
pub(crate) fn is_token(bytes: &[u8]) -> bool {
    !bytes.is_empty()
        && bytes
            .iter()
            .all(|byte| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(byte))
}

const FORBIDDEN_REQUEST_HEADER_NAMES: &[&str] = &[
    "accept-charset",
    "accept-encoding",
    "access-control-request-headers",
    "access-control-request-method",
    "connection",
    "content-length",
    "cookie",
    "cookie2",
    "date",
    "dnt",
    "expect",
    "host",
    "keep-alive",
    "origin",
    "referer",
    "set-cookie",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
    "via",
];

fn is_one_of(name: &str, set: &[&str]) -> bool {
    set.iter().any(|member| name.eq_ignore_ascii_case(member))
}

fn starts_with_ignore_case(name: &str, prefix: &str) -> bool {
    name.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix))
}

/// [#header-value-get-decode-and-split](https://fetch.spec.whatwg.org/#header-value-get-decode-and-split):
/// splits at commas outside quoted strings, and trims spaces and tabs. Quotes stay.
pub(crate) fn get_decode_and_split(value: &[u8]) -> Vec<&[u8]> {
    let mut members = Vec::new();
    let (mut start, mut index, mut quoted) = (0, 0, false);
    while let Some(byte) = value.get(index) {
        match byte {
            b'"' => quoted = !quoted,
            b'\\' if quoted => index += 1,
            b',' if !quoted => {
                members.push(value.get(start..index).unwrap_or_default());
                start = index + 1;
            }
            _ => {}
        }
        index += 1;
    }
    members.push(value.get(start..).unwrap_or_default());
    members.into_iter().map(|member| trim(member, b"\t ")).collect()
}

#[cfg(test)]
mod tests {
    use super::{
        FORBIDDEN_REQUEST_HEADER_NAMES, is_cors_safelisted_response_header_name,
        is_forbidden_request_header, is_forbidden_request_header_name, is_header_name,
    };

    /// https://fetch.spec.whatwg.org/#header-name
    #[test]
    fn header_names() {
        for (name, expected) in [
            ("a", true),
            ("X-Request-Id", true),
            ("*", true),
            ("!#$%&'*+-.^_`|~09azAZ", true),
            ("", false),
            ("a b", false),
            ("a:", false),
            ("a,b", false),
            ("a;b", false),
            ("a(b", false),
            ("a@b", false),
            ("a\tb", false),
            ("a\u{7f}", false),
            ("é", false),
        ] {
            assert_eq!(is_header_name(name), expected, "{name}");
        }
    }

    /// https://fetch.spec.whatwg.org/#forbidden-request-header, by name.
    #[test]
    fn forbidden_request_header_names() {
        for name in FORBIDDEN_REQUEST_HEADER_NAMES {
            assert!(is_forbidden_request_header_name(&name.to_ascii_uppercase()), "{name}");
        }
        for (name, expected) in [
            ("proxy-", true),
            ("Proxy-Authorization", true),
            ("Sec-", true),
            ("SEC-foo", true),
            ("proxy", false),
            ("sec", false),
            ("secret", false),
            ("x-sec-a", false),
            ("User-Agent", false),
            ("Authorization", false),
            ("Accept", false),
            ("Content-Encoding", false),
            ("X-HTTP-Method", false),
            ("Access-Control-Request-Private-Network", false),
            ("Set-Cookie2", false),
            ("Cookie3", false),
            ("", false),
            ("é", false),
            ("secé", false),
        ] {
            assert_eq!(is_forbidden_request_header_name(name), expected, "{name}");
        }
    }

    /// https://fetch.spec.whatwg.org/#forbidden-request-header, step 3.
    #[test]
    fn method_override_headers_are_forbidden_by_value() {
        for (name, value, expected) in [
            ("X-HTTP-Method", "TRACE", true),
            ("x-http-method-override", "track", true),
            ("X-Method-Override", "Connect", true),
            ("X-HTTP-Method", "GET", false),
            ("X-HTTP-Method", "", false),
            ("X-HTTP-Method", "GET,track ", true),
            ("X-HTTP-Method", " connect", true),
            ("X-HTTP-Method", "\tTRACE\t,", true),
            ("X-HTTP-Method", "GETTRACE", false),
            ("X-HTTP-Method", "GET TRACE", false),
            ("X-HTTP-Method", "\",TRACE\",", false),
            ("X-HTTP-Method", "\"\\\",TRACE,\"", false),
            ("X-HTTP-Method", "\"a\",TRACE", true),
            ("X-HTTP-Method", "\"TRACE\"", false),
            ("X-HTTP-Method", "\"unterminated,TRACE", false),
            ("X-HTTP-Methods", "TRACE", false),
            ("X-Method", "TRACE", false),
        ] {
            assert_eq!(
                is_forbidden_request_header(name, value.as_bytes()),
                expected,
                "{name}: {value}"
            );
        }
    }

    /// https://fetch.spec.whatwg.org/#cors-safelisted-response-header-name
    #[test]
    fn safelisted_response_header_names() {
        for (name, expected) in [
            ("Cache-Control", true),
            ("content-language", true),
            ("CONTENT-LENGTH", true),
            ("Content-Type", true),
            ("Expires", true),
            ("Last-Modified", true),
            ("Pragma", true),
            ("ETag", false),
            ("Location", false),
            ("Set-Cookie", false),
            ("Content-Encoding", false),
            ("Date", false),
        ] {
            assert_eq!(is_cors_safelisted_response_header_name(name), expected, "{name}");
        }
    }
}
