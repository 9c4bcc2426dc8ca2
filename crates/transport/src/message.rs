//! From a request of a scan to one of hyper.

use bytes::Bytes;
use corsmith_scan::{Failure, FailureKind, Request, Stage};
use http_body_util::Empty;
use hyper::header::{ACCEPT_ENCODING, CONTENT_LENGTH, HOST, HeaderName, HeaderValue, USER_AGENT};
use hyper::http::uri::{PathAndQuery, Scheme};
use hyper::{HeaderMap, Method, Uri, Version};
use url::Position;

/// The request as the connection wants it.
pub(crate) type Message = hyper::Request<Empty<Bytes>>;

/// The request in HTTP/1.1: path and query in the first line, and `Host` before all other fields.
pub(crate) fn http1(request: &Request, user_agent: &HeaderValue) -> Result<Message, Failure> {
    let path = path(request)?;
    let mut headers = HeaderMap::with_capacity(request.headers.len() + 4);
    if !request.headers.contains("host") {
        headers.insert(HOST, value("host", authority(request).as_bytes())?);
    }
    add_fields(request, user_agent, &mut headers)?;
    let mut message = hyper::Request::new(Empty::new());
    *message.method_mut() = method(request)?;
    *message.uri_mut() = Uri::from(path);
    *message.headers_mut() = headers;
    Ok(message)
}

/// The request in HTTP/2: the host is part of the URL.
pub(crate) fn http2(request: &Request, user_agent: &HeaderValue) -> Result<Message, Failure> {
    let uri = Uri::builder()
        .scheme(Scheme::HTTPS)
        .authority(authority(request))
        .path_and_query(path(request)?)
        .build()
        .map_err(|_| unsendable(&format!("the URL `{}`", request.url)))?;
    let mut headers = HeaderMap::with_capacity(request.headers.len() + 3);
    add_fields(request, user_agent, &mut headers)?;
    let mut message = hyper::Request::new(Empty::new());
    *message.version_mut() = Version::HTTP_2;
    *message.method_mut() = method(request)?;
    *message.uri_mut() = uri;
    *message.headers_mut() = headers;
    Ok(message)
}

/// Host and port, the port only where it is not the scheme's own.
fn authority(request: &Request) -> &str {
    &request.url[Position::BeforeHost..Position::AfterPort]
}

fn path(request: &Request) -> Result<PathAndQuery, Failure> {
    PathAndQuery::try_from(&request.url[Position::BeforePath..Position::AfterQuery])
        .map_err(|_| unsendable(&format!("the path of `{}`", request.url)))
}

fn method(request: &Request) -> Result<Method, Failure> {
    Method::from_bytes(request.method.as_bytes())
        .map_err(|_| unsendable(&format!("the method `{}`", request.method.escape_debug())))
}

fn add_fields(
    request: &Request,
    user_agent: &HeaderValue,
    headers: &mut HeaderMap,
) -> Result<(), Failure> {
    let own = &request.headers;
    if !own.contains(USER_AGENT.as_str()) {
        headers.insert(USER_AGENT, user_agent.clone());
    }
    for (name, bytes) in own.iter() {
        let value = value(name, bytes)?;
        let name = HeaderName::from_bytes(name.as_bytes())
            .map_err(|_| unsendable(&format!("the field name `{}`", name.escape_debug())))?;
        headers.append(name, value);
    }
    if request.body_limit > 0 && !own.contains(ACCEPT_ENCODING.as_str()) {
        headers.insert(ACCEPT_ENCODING, HeaderValue::from_static("gzip, br"));
    }
    // A method that usually has a body says that it has none (RFC 9110, section 8.6).
    let usually_has_body = matches!(request.method.as_str(), "POST" | "PUT" | "PATCH");
    if usually_has_body && !own.contains(CONTENT_LENGTH.as_str()) {
        headers.insert(CONTENT_LENGTH, HeaderValue::from_static("0"));
    }
    Ok(())
}

fn value(name: &str, bytes: &[u8]) -> Result<HeaderValue, Failure> {
    HeaderValue::from_bytes(bytes).map_err(|_| {
        let shown = bytes.escape_ascii();
        unsendable(&format!("the value `{shown}` of the field `{}`", name.escape_debug()))
    })
}

fn unsendable(what: &str) -> Failure {
    Failure::new(Stage::Address, FailureKind::Malformed, format!("{what} cannot be sent"))
}

#[cfg(test)]
mod tests {
    use corsmith_scan::{FailureKind, Request, Stage};
    use hyper::header::HeaderValue;

    use super::{http1, http2};

    const USER_AGENT: HeaderValue = HeaderValue::from_static("Agent");

    fn request(method: &str, url: &str) -> Request {
        Request::new(method, url.parse().unwrap())
    }

    fn lines(request: &Request) -> Vec<String> {
        let message = http1(request, &USER_AGENT).unwrap();
        let field = |(name, value): (&hyper::header::HeaderName, &HeaderValue)| {
            format!("{name}: {}", value.as_bytes().escape_ascii())
        };
        let first = format!("{} {}", message.method(), message.uri());
        std::iter::once(first).chain(message.headers().iter().map(field)).collect()
    }

    #[test]
    fn the_fields_come_in_order_and_byte_for_byte() {
        let asked = request("OPTIONS", "http://a.test:81/x%20y?z#f")
            .header("Origin", b"https://\xff.test`\"{}")
            .header("X-B", "1")
            .header("x-b", "2")
            .keep_body();
        assert_eq!(
            lines(&asked),
            [
                "OPTIONS /x%20y?z",
                "host: a.test:81",
                "user-agent: Agent",
                "origin: https://\\xff.test`\\\"{}",
                "x-b: 1",
                "x-b: 2",
                "accept-encoding: gzip, br",
            ]
        );
    }

    #[test]
    fn own_fields_replace_the_usual_ones() {
        let asked = request("POST", "http://[::1]/")
            .header("User-Agent", "Mine")
            .header("Host", "other.test")
            .header("Accept-Encoding", "identity")
            .keep_body();
        assert_eq!(
            lines(&asked),
            [
                "POST /",
                "user-agent: Mine",
                "host: other.test",
                "accept-encoding: identity",
                "content-length: 0",
            ]
        );
        assert_eq!(lines(&request("GET", "http://[::1]/"))[1], "host: [::1]");
    }

    #[test]
    fn http2_has_the_host_in_the_url() {
        let message = http2(&request("GET", "https://a.test:8443/x?y"), &USER_AGENT).unwrap();
        assert_eq!(message.uri(), "https://a.test:8443/x?y");
        assert!(!message.headers().contains_key("host"));
    }

    #[test]
    fn what_cannot_be_sent_is_refused_by_name() {
        let get = || request("GET", "http://a.test/");
        let cases = [
            (request("G T", "http://a.test/"), "the method `G T` cannot be sent"),
            (get().header("a b", "1"), "the field name `a b` cannot be sent"),
            (get().header("A", "1\0"), "the value `1\\x00` of the field `A` cannot be sent"),
            (
                get().header("A", "1\r\nB: 2"),
                "the value `1\\r\\nB: 2` of the field `A` cannot be sent",
            ),
        ];
        for (asked, expected) in cases {
            let failure = http1(&asked, &USER_AGENT).unwrap_err();
            assert_eq!(failure.detail, expected);
            assert_eq!((failure.stage, failure.kind), (Stage::Address, FailureKind::Malformed));
        }
    }

    #[test]
    fn every_url_can_be_sent() {
        for path in
            ["", "a|b", "a^b[]", "%zz", "ä?ö", "?'\"<>`{}", "\\x", "a b?c d", "*", "@:,;=&$!"]
        {
            let asked = request("GET", &format!("https://a.test/{path}"));
            assert!(http1(&asked, &USER_AGENT).is_ok(), "{path}");
            assert!(http2(&asked, &USER_AGENT).is_ok(), "{path}");
        }
    }
}
