//! CORS-preflight, actual, or neither: what kind of request a server has before it.

use crate::names::{ACCESS_CONTROL_REQUEST_METHOD, ORIGIN};
use crate::serialized_origin::RequestOrigin;

/// What kind of request it is to the CORS protocol.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RequestCategory<'a> {
    /// No `Origin`: not a [CORS request](https://fetch.spec.whatwg.org/#cors-request).
    NotCors,
    /// A CORS request that is not a CORS-preflight request. It may still be same-origin: browsers
    /// send `Origin` on every `POST`.
    Actual {
        /// Its origin.
        origin: RequestOrigin<'a>,
    },
    /// A [CORS-preflight request](https://fetch.spec.whatwg.org/#cors-preflight-request).
    Preflight {
        /// Its origin.
        origin: RequestOrigin<'a>,
        /// The value of `Access-Control-Request-Method`; empty, and hence no method, if there are
        /// several such fields.
        method: &'a [u8],
    },
}

/// Sorts a request. A CORS-preflight request is `OPTIONS` (case-sensitive) with `Origin` and
/// `Access-Control-Request-Method`; any other `OPTIONS` is the application's, which frameworks
/// that look at the method alone answer wrongly.
///
/// Several `Origin` fields are malformed, even if equal: no browser sends them. Values must come
/// without the white space around them, as HTTP parsers give them. Does not allocate.
///
/// ```
/// use corsmith_fetch::{RequestCategory, RequestOrigin, categorize};
///
/// let origin: (&str, &[u8]) = ("origin", b"null");
/// let method: (&str, &[u8]) = ("access-control-request-method", b"PUT");
/// assert_eq!(
///     categorize("OPTIONS", &[origin, method]),
///     RequestCategory::Preflight { origin: RequestOrigin::Null, method: b"PUT" },
/// );
/// assert_eq!(
///     categorize("OPTIONS", &[origin]),
///     RequestCategory::Actual { origin: RequestOrigin::Null },
/// );
/// assert_eq!(categorize("OPTIONS", &[method]), RequestCategory::NotCors);
/// ```
#[must_use]
pub fn categorize<'a>(method: &str, headers: &'a [(&'a str, &'a [u8])]) -> RequestCategory<'a> {
    let origin = match single(headers, ORIGIN) {
        Field::Absent => return RequestCategory::NotCors,
        Field::Once(value) => RequestOrigin::parse(value),
        Field::Repeated => RequestOrigin::Malformed,
    };
    if method != "OPTIONS" {
        return RequestCategory::Actual { origin };
    }
    match single(headers, ACCESS_CONTROL_REQUEST_METHOD) {
        Field::Absent => RequestCategory::Actual { origin },
        Field::Once(method) => RequestCategory::Preflight { origin, method },
        Field::Repeated => RequestCategory::Preflight { origin, method: b"" },
    }
}

enum Field<'a> {
    Absent,
    Once(&'a [u8]),
    Repeated,
}

fn single<'a>(headers: &'a [(&'a str, &'a [u8])], name: &str) -> Field<'a> {
    let mut values = headers.iter().filter(|(own, _)| own.eq_ignore_ascii_case(name));
    match (values.next(), values.next()) {
        (None, _) => Field::Absent,
        (Some((_, value)), None) => Field::Once(value),
        (Some(_), Some(_)) => Field::Repeated,
    }
}

#[cfg(test)]
mod tests {
    use super::{RequestCategory, categorize};

    /// https://fetch.spec.whatwg.org/#cors-preflight-request
    #[test]
    fn rows() {
        const O: (&str, &str) = ("Origin", "https://a");
        const M: (&str, &str) = ("Access-Control-Request-Method", "PUT");
        for (sentence, method, fields, expected) in [
            ("nothing", "GET", &[][..], "not CORS"),
            ("GET with Origin", "GET", &[O], "actual https://a"),
            ("POST with Origin", "POST", &[O], "actual https://a"),
            ("OPTIONS alone", "OPTIONS", &[], "not CORS"),
            ("OPTIONS with Origin is the application's", "OPTIONS", &[O], "actual https://a"),
            ("OPTIONS without Origin", "OPTIONS", &[M], "not CORS"),
            ("a preflight", "OPTIONS", &[O, M], "preflight https://a PUT"),
            ("any order", "OPTIONS", &[M, O], "preflight https://a PUT"),
            ("any case of names", "OPTIONS", &[("ORIGIN", "null"), M], "preflight null PUT"),
            ("options in lower case", "options", &[O, M], "actual https://a"),
            ("GET with the preflight's header", "GET", &[O, M], "actual https://a"),
            ("two origins", "GET", &[O, O], "actual malformed"),
            ("two origins, preflight", "OPTIONS", &[O, O, M], "preflight malformed PUT"),
            ("two methods", "OPTIONS", &[O, M, M], "preflight https://a "),
            ("an empty method", "OPTIONS", &[O, (M.0, "")], "preflight https://a "),
            ("no method token", "OPTIONS", &[O, (M.0, "a b")], "preflight https://a a b"),
            ("an empty origin", "GET", &[("origin", "")], "actual malformed"),
            ("a malformed origin", "GET", &[("origin", "https://a/")], "actual malformed"),
        ] {
            let headers: Vec<(&str, &[u8])> =
                fields.iter().map(|(name, value)| (*name, value.as_bytes())).collect();
            let got = match categorize(method, &headers) {
                RequestCategory::NotCors => "not CORS".to_owned(),
                RequestCategory::Actual { origin } => {
                    format!("actual {}", origin.as_str().unwrap_or("malformed"))
                }
                RequestCategory::Preflight { origin, method } => format!(
                    "preflight {} {}",
                    origin.as_str().unwrap_or("malformed"),
                    String::from_utf8_lossy(method)
                ),
            };
            assert_eq!(got, expected, "{sentence}");
        }
    }
}
