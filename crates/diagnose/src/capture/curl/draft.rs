//! An exchange that is being read.

use url::Url;

use crate::capture::exchange::{CapturedExchange, HeaderFields, is_markup, text_of};
use crate::capture::mask;

#[derive(Debug, Default)]
pub(super) struct Draft {
    pub(super) method: Option<String>,
    /// Absolute.
    pub(super) url: Option<String>,
    /// What a request line has: a path, or a whole URL.
    pub(super) target: Option<String>,
    pub(super) scheme: Option<String>,
    pub(super) host: Option<String>,
    pub(super) request: HeaderFields,
    pub(super) status: Option<u16>,
    pub(super) response: HeaderFields,
    pub(super) body: String,
    pub(super) error: Option<String>,
}

impl Draft {
    /// Takes a header of the request, or a pseudo-header of HTTP/2 (RFC 9113, section 8.3.1).
    pub(super) fn request_field(&mut self, name: &str, value: &str) {
        match name {
            ":method" => self.method = Some(value.to_owned()),
            ":path" => self.target = Some(value.to_owned()),
            ":scheme" => self.scheme = Some(value.to_owned()),
            ":authority" => self.host = Some(value.to_owned()),
            _ => {
                if name.eq_ignore_ascii_case("host") {
                    self.host = Some(value.to_owned());
                }
                self.request.append(name, value);
            }
        }
    }

    /// Takes a header of the response.
    pub(super) fn response_field(&mut self, name: &str, value: &str) {
        if name == ":status" {
            self.status = value.parse().ok();
        } else {
            self.response.append(name, value);
        }
    }

    pub(super) const fn is_connect(&self) -> bool {
        matches!(&self.method, Some(method) if method.as_bytes().eq_ignore_ascii_case(b"CONNECT"))
    }

    /// The exchange; `None` if there is nothing in it.
    pub(super) fn finish(self) -> Option<CapturedExchange> {
        let url = self.url.or_else(|| {
            let target = self.target?;
            if target.contains("://") {
                return Some(target);
            }
            let scheme = self.scheme.unwrap_or_else(|| "https".to_owned());
            Some(format!("{scheme}://{}{target}", self.host?))
        });
        let mut exchange = CapturedExchange {
            method: self.method,
            // As a browser writes it, so that the exchanges of a chain can be told by their URLs.
            url: url.map(|url| Url::parse(&url).map_or(url, String::from)),
            request_headers: self.request.into_list(),
            status: self.status,
            error: self.error,
            ..CapturedExchange::default()
        };
        self.response.into_response(&mut exchange);
        let content_type = text_of(&exchange.response_headers, "Content-Type").unwrap_or_default();
        if is_markup(&content_type) {
            exchange.markup = mask(&self.body).into_owned();
        }
        let is_something = exchange.url.is_some()
            || exchange.status.is_some()
            || exchange.error.is_some()
            || !exchange.request_headers.is_empty()
            || !exchange.response_headers.is_empty()
            || exchange.left_out_from.is_some();
        is_something.then_some(exchange)
    }
}
