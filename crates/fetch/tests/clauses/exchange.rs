//! The exchange column: exchanges joined by ` -> `, each `METHOD URL WORDS… ; … => RESPONSE`, or
//! `none` for none.
//!
//! Every header of the request is compared. Words: `@ORIGIN` is its `Origin`; `?METHOD:NAMES` the
//! two headers of a preflight. A request that is no preflight has the author's headers, but for
//! those written `-name`, and those written `name: value` as written.
//! The response is `STATUS ; name: value ; …`, or `lost` where none comes.

use corsmith_fetch::{HttpRequest, HttpResponse, RequestInit};

use crate::text::{bytes, chars, field, unescape};

/// What the `Access-Control-…` headers of responses are called here.
const NAMES: [(&str, &str); 6] = [
    ("acao", "Access-Control-Allow-Origin"),
    ("acac", "Access-Control-Allow-Credentials"),
    ("acam", "Access-Control-Allow-Methods"),
    ("acah", "Access-Control-Allow-Headers"),
    ("aceh", "Access-Control-Expose-Headers"),
    ("age", "Access-Control-Max-Age"),
];

pub(crate) struct Exchange {
    method: String,
    url: String,
    headers: Vec<(String, String)>,
    pub(crate) response: Option<HttpResponse>,
}

pub(crate) fn parse_all(text: &str, init: &RequestInit) -> Vec<Exchange> {
    if text == "none" {
        return Vec::new();
    }
    text.split(" -> ").map(|text| parse(text, init)).collect()
}

fn parse(text: &str, init: &RequestInit) -> Exchange {
    let (request, response) = text.split_once(" => ").unwrap_or_else(|| panic!("no `=>`: {text}"));
    let mut parts = request.split(" ; ");
    let mut words = parts.next().unwrap().split_whitespace();
    let method = unescape(words.next().unwrap());
    let url = words.next().unwrap().to_owned();
    let mut headers = Vec::new();
    let mut is_preflight = false;
    for word in words {
        if let Some(origin) = word.strip_prefix('@') {
            headers.push(("origin".to_owned(), origin.to_owned()));
        } else {
            is_preflight = true;
            let asked = word.strip_prefix('?').unwrap_or_else(|| panic!("`{word}`?"));
            let (method, names) = asked.split_once(':').unwrap_or((asked, ""));
            headers.push(("access-control-request-method".to_owned(), method.to_owned()));
            if !names.is_empty() {
                headers.push(("access-control-request-headers".to_owned(), names.to_owned()));
            }
        }
    }
    if !is_preflight {
        headers.extend(author_headers(init));
    }
    for part in parts {
        if let Some(name) = part.strip_prefix('-') {
            assert!(headers.iter().any(|(own, _)| own == name), "`{name}` is not there: {text}");
            headers.retain(|(own, _)| own != name);
        } else {
            let (name, value) = field(part);
            headers.retain(|(own, _)| *own != name);
            headers.push((name, chars(&value)));
        }
    }
    headers.sort();
    Exchange { method, url, headers, response: parse_response(response) }
}

/// As an HTTP message would have them: names in lower case, fields of one name joined.
fn author_headers(init: &RequestInit) -> Vec<(String, String)> {
    let mut headers: Vec<(String, String)> = Vec::new();
    for (name, value) in &init.headers {
        let (name, value) = (name.to_lowercase(), chars(value));
        let value = value.trim_matches(['\t', '\n', '\r', ' ']);
        match headers.iter_mut().find(|(own, _)| *own == name) {
            Some((_, own)) => *own = format!("{own}, {value}"),
            None => headers.push((name, value.to_owned())),
        }
    }
    headers
}

fn parse_response(text: &str) -> Option<HttpResponse> {
    if text == "lost" {
        return None;
    }
    let mut parts = text.split(" ; ");
    let status = parts.next().unwrap().trim().parse().unwrap_or_else(|_| panic!("`{text}`?"));
    let headers = parts.map(field).map(|(name, value)| {
        let full = NAMES.iter().find(|(short, _)| *short == name);
        (full.map_or(name, |(_, full)| (*full).to_owned()), value)
    });
    Some(HttpResponse { status, headers: headers.collect() })
}

impl Exchange {
    /// What is wrong with a request where this one is due.
    pub(crate) fn difference(&self, sent: &HttpRequest) -> Option<String> {
        let mut headers: Vec<(String, String)> =
            sent.headers.iter().map(|(name, value)| (name.to_owned(), chars(value))).collect();
        headers.sort();
        let is_same = self.method == sent.method
            && self.url == sent.url.as_str()
            && bytes_of(&self.headers) == bytes_of(&headers);
        (!is_same).then(|| {
            format!(
                "asked {} {} {headers:?}, and {} {} {:?} was due",
                sent.method, sent.url, self.method, self.url, self.headers
            )
        })
    }
}

fn bytes_of(headers: &[(String, String)]) -> Vec<(Vec<u8>, Vec<u8>)> {
    headers.iter().map(|(name, value)| (bytes(name), bytes(value))).collect()
}
