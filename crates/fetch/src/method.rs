//! HTTP methods.

use std::borrow::Cow;

use crate::header_name::is_token;

/// True if `method` is a [method](https://fetch.spec.whatwg.org/#concept-method): an HTTP token
/// (RFC 9110, section 5.6.2).
///
/// ```
/// use corsmith_fetch::is_method;
///
/// assert!(is_method("PATCH") && is_method("*"));
/// assert!(!is_method("") && !is_method("GET POST"));
/// ```
#[must_use]
pub fn is_method(method: &str) -> bool {
    is_token(method.as_bytes())
}

/// True for `GET`, `HEAD` and `POST`, which need no listing in `Access-Control-Allow-Methods`
/// ([#cors-safelisted-method](https://fetch.spec.whatwg.org/#cors-safelisted-method)).
/// Case-sensitive: see [`normalize_method`].
///
/// ```
/// use corsmith_fetch::is_cors_safelisted_method;
///
/// assert!(is_cors_safelisted_method("HEAD"));
/// assert!(!is_cors_safelisted_method("OPTIONS") && !is_cors_safelisted_method("get"));
/// ```
#[must_use]
pub fn is_cors_safelisted_method(method: &str) -> bool {
    matches!(method, "GET" | "HEAD" | "POST")
}

/// True for `CONNECT`, `TRACE` and `TRACK` in any case, which no script can send
/// ([#forbidden-method](https://fetch.spec.whatwg.org/#forbidden-method)).
///
/// ```
/// use corsmith_fetch::is_forbidden_method;
///
/// assert!(is_forbidden_method("Trace"));
/// assert!(!is_forbidden_method("TRACER"));
/// ```
#[must_use]
pub fn is_forbidden_method(method: &str) -> bool {
    ["CONNECT", "TRACE", "TRACK"].iter().any(|forbidden| method.eq_ignore_ascii_case(forbidden))
}

/// Normalises a method as `fetch()` does
/// ([#concept-method-normalize](https://fetch.spec.whatwg.org/#concept-method-normalize)): upper
/// case for `DELETE`, `GET`, `HEAD`, `OPTIONS`, `POST` and `PUT`. All others stay as written:
/// `patch` does not become `PATCH`, and a server that allows `PATCH` does not allow `patch`.
///
/// ```
/// use corsmith_fetch::normalize_method;
///
/// assert_eq!(normalize_method("put"), "PUT");
/// assert_eq!(normalize_method("patch"), "patch");
/// ```
#[must_use]
pub fn normalize_method(method: &str) -> Cow<'_, str> {
    ["DELETE", "GET", "HEAD", "OPTIONS", "POST", "PUT"]
        .into_iter()
        .find(|normalized| method.eq_ignore_ascii_case(normalized))
        .map_or(Cow::Borrowed(method), Cow::Borrowed)
}

#[cfg(test)]
mod tests {
    use super::{is_cors_safelisted_method, is_forbidden_method, is_method, normalize_method};

    /// https://fetch.spec.whatwg.org/#methods: method, token, safelisted, forbidden, normalised.
    #[test]
    fn methods() {
        for (method, token, safelisted, forbidden, normalized) in [
            ("GET", true, true, false, "GET"),
            ("HEAD", true, true, false, "HEAD"),
            ("POST", true, true, false, "POST"),
            ("get", true, false, false, "GET"),
            ("hEaD", true, false, false, "HEAD"),
            ("post", true, false, false, "POST"),
            ("put", true, false, false, "PUT"),
            ("delete", true, false, false, "DELETE"),
            ("options", true, false, false, "OPTIONS"),
            ("PUT", true, false, false, "PUT"),
            ("patch", true, false, false, "patch"),
            ("PATCH", true, false, false, "PATCH"),
            ("query", true, false, false, "query"),
            ("CONNECT", true, false, true, "CONNECT"),
            ("trace", true, false, true, "trace"),
            ("TrAcK", true, false, true, "TrAcK"),
            ("TRACKS", true, false, false, "TRACKS"),
            ("*", true, false, false, "*"),
            ("chicken's", true, false, false, "chicken's"),
            ("", false, false, false, ""),
            ("GET ", false, false, false, "GET "),
            ("GE T", false, false, false, "GE T"),
            ("GET,POST", false, false, false, "GET,POST"),
            ("G\"T", false, false, false, "G\"T"),
            ("GÉT", false, false, false, "GÉT"),
            ("GET\0", false, false, false, "GET\0"),
        ] {
            assert_eq!(is_method(method), token, "token: {method}");
            assert_eq!(is_cors_safelisted_method(method), safelisted, "safelisted: {method}");
            assert_eq!(is_forbidden_method(method), forbidden, "forbidden: {method}");
            assert_eq!(normalize_method(method), normalized, "normalised: {method}");
        }
    }
}
