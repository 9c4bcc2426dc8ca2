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
