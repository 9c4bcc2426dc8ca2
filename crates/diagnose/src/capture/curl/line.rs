//! What a line can be.

use corsmith_fetch::{is_header_name, is_method};

/// Who answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sender {
    Server,
    /// A proxy, to CONNECT.
    Proxy,
}

/// The status of a status line, and whose it is.
pub(super) fn status_line(line: &str) -> Option<(u16, Sender)> {
    let (version, rest) = line.split_once(' ')?;
    let digits = version.strip_prefix("HTTP/")?;
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') {
        return None;
    }
    let (code, reason) = rest.trim().split_once(' ').unwrap_or((rest.trim(), ""));
    let is_code = code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_digit());
    let is_proxy = reason.eq_ignore_ascii_case("connection established");
    let sender = if is_proxy { Sender::Proxy } else { Sender::Server };
    Some((is_code.then(|| code.parse().ok())??, sender))
}

/// The method and the target of a request line.
pub(super) fn request_line(line: &str) -> Option<(&str, &str)> {
    let mut words = line.split_ascii_whitespace();
    let (method, target, version) = (words.next()?, words.next()?, words.next()?);
    let is_request = version.starts_with("HTTP/") && words.next().is_none() && is_method(method);
    is_request.then_some((method, target))
}

/// The name and the value of a header, or of a pseudo-header.
pub(super) fn field(line: &str) -> Option<(&str, &str)> {
    let marks = usize::from(line.starts_with(':'));
    let colon = marks + line.get(marks..)?.find(':')?;
    let (name, value) = (&line[..colon], line[colon + 1..].trim());
    is_header_name(&name[marks..]).then_some((name, value))
}

/// The header in a line such as `* [HTTP/2] [1] [origin: https://app.example]` or
/// `* h2h3 [:method: GET]`.
pub(super) fn bracketed_field(line: &str) -> Option<(&str, &str)> {
    let inner = line.strip_suffix(']')?;
    let rest = inner.strip_prefix("[HTTP/").or_else(|| inner.strip_prefix('h'))?;
    // The first bracket that opens a field: a value may have brackets of its own.
    let mut parts = rest.match_indices('[');
    parts.find_map(|(at, _)| field(&rest[at + 1..]).filter(|(name, _)| !name.contains(']')))
}

/// `12:00:00.123456 ` before each line (`curl --trace-time`) is dropped.
pub(super) fn without_time(line: &str) -> &str {
    let is_time = |word: &str| {
        word.len() >= 8
            && word.bytes().enumerate().all(|(index, byte)| match index {
                2 | 5 => byte == b':',
                8 => byte == b'.',
                _ => byte.is_ascii_digit(),
            })
    };
    match line.split_once(' ') {
        Some((word, rest)) if is_time(word) => rest,
        _ => line,
    }
}

/// Which message a header without a head around it belongs to, if it tells.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Request,
    Response,
}

pub(super) fn side(name: &str) -> Option<Side> {
    const REQUEST: [&str; 15] = [
        ":authority",
        ":method",
        ":path",
        ":scheme",
        "accept",
        "accept-encoding",
        "accept-language",
        "access-control-request-headers",
        "access-control-request-method",
        "host",
        "origin",
        "referer",
        "sec-fetch-mode",
        "sec-fetch-site",
        "user-agent",
    ];
    const RESPONSE: [&str; 18] = [
        ":status",
        "access-control-allow-credentials",
        "access-control-allow-headers",
        "access-control-allow-methods",
        "access-control-allow-origin",
        "access-control-expose-headers",
        "access-control-max-age",
        "allow",
        "alt-svc",
        "cf-ray",
        "cross-origin-resource-policy",
        "etag",
        "last-modified",
        "location",
        "server",
        "set-cookie",
        "strict-transport-security",
        "vary",
    ];
    let name = name.to_ascii_lowercase();
    if REQUEST.contains(&&*name) {
        Some(Side::Request)
    } else {
        RESPONSE.contains(&&*name).then_some(Side::Response)
    }
}
