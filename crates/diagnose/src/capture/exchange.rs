//! One request and its response, as somebody recorded them.

use std::borrow::Cow;

use corsmith_fetch::HeaderList;

use super::limits::{MAX_HEADER_LIST_BYTES, MAX_HEADERS};
use super::mask::{mask, mask_field};

/// A request and its response, as far as the capture has them.
///
/// The values of `Authorization`, `Cookie`, `Set-Cookie` and of headers named like API keys are
/// masked when they are read, since nothing depends on them. `url`, `Location` and `Referer` are
/// what they were, for exchanges are paired by them: show [`CapturedExchange::masked_url`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CapturedExchange {
    /// The method.
    pub method: Option<String>,
    /// The absolute URL.
    pub url: Option<String>,
    /// The request's headers, HTTP/2 pseudo-headers left out.
    pub request_headers: HeaderList,
    /// The status; `None` where no response is recorded (HAR writes 0).
    pub status: Option<u16>,
    /// The response's headers.
    pub response_headers: HeaderList,
    /// The first header of the response that is left out, with all that follow it, where there are
    /// more than are kept ([`MAX_HEADERS`], [`MAX_HEADER_LIST_BYTES`]).
    pub left_out_from: Option<String>,
    /// How many bytes longer cookies of the response were before they were masked, by the place of
    /// their field among its headers: their length is no secret, and browsers have a limit on it.
    pub masked_bytes: Vec<(usize, usize)>,
    /// What the capture has of a page's markup, secrets masked; empty for everything else. It
    /// declares policies of its own.
    pub markup: String,
    /// When it began, as the capture writes it.
    pub started: Option<String>,
    /// The page that made the request, or else the script.
    pub initiator_page: Option<String>,
    /// What the browser or `curl` says of a failure: `net::ERR_FAILED`, `curl: (6) Could not …`.
    pub error: Option<String>,
    /// What was loaded, in the browser's word: `fetch`, `xhr`, `preflight`, `document`, `font`.
    pub resource_type: Option<String>,
}

impl CapturedExchange {
    /// The URL, fit to be shown.
    ///
    /// ```
    /// use corsmith_diagnose::capture::CapturedExchange;
    ///
    /// let url = Some("https://me:pw@api.example/?page=2&token=abc".to_owned());
    /// let exchange = CapturedExchange { url, ..CapturedExchange::default() };
    /// assert_eq!(
    ///     exchange.masked_url().as_deref(),
    ///     Some("https://[masked]@api.example/?page=2&token=[masked]"),
    /// );
    /// ```
    #[must_use]
    pub fn masked_url(&self) -> Option<Cow<'_, str>> {
        self.url.as_deref().map(mask)
    }

    /// Whether a browser recorded it: `curl` tells neither time nor kind.
    pub(super) const fn is_of_browser(&self) -> bool {
        self.started.is_some() || self.resource_type.is_some()
    }

    /// Roughly what it takes in memory.
    pub(super) fn bytes(&self) -> usize {
        let texts = [
            &self.method,
            &self.url,
            &self.started,
            &self.initiator_page,
            &self.error,
            &self.resource_type,
        ];
        let headers = self.request_headers.iter().chain(self.response_headers.iter());
        // A header costs two allocations and their handles besides its bytes.
        size_of::<Self>()
            + self.markup.len()
            + texts.into_iter().flatten().map(String::len).sum::<usize>()
            + headers.map(|(name, value)| name.len() + value.len() + 64).sum::<usize>()
    }
}

/// So many characters are kept of the name of a header that is left out.
const MAX_NAME: usize = 80;

/// Headers as they are read, within the limits.
#[derive(Debug, Default)]
pub(super) struct HeaderFields {
    list: HeaderList,
    bytes: usize,
    masked_bytes: Vec<(usize, usize)>,
    left_out_from: Option<String>,
}

impl HeaderFields {
    /// Appends a field, its secrets masked; drops it, and so what follows, where a limit is reached.
    pub(super) fn append(&mut self, name: &str, value: &str) {
        self.bytes = self.bytes.saturating_add(name.len() + value.len());
        if self.list.len() < MAX_HEADERS && self.bytes <= MAX_HEADER_LIST_BYTES {
            let masked = mask_field(name, value);
            if name.eq_ignore_ascii_case("set-cookie") && masked.len() < value.len() {
                self.masked_bytes.push((self.list.len(), value.len() - masked.len()));
            }
            self.list.append(name, masked.as_bytes());
        } else if self.left_out_from.is_none() {
            self.left_out_from = Some(name.chars().take(MAX_NAME).collect());
        }
    }

    pub(super) const fn is_empty(&self) -> bool {
        self.bytes == 0
    }

    pub(super) fn into_list(self) -> HeaderList {
        self.list
    }

    /// Makes them those of an exchange's response.
    pub(super) fn into_response(self, exchange: &mut CapturedExchange) {
        exchange.response_headers = self.list;
        exchange.masked_bytes = self.masked_bytes;
        exchange.left_out_from = self.left_out_from;
    }
}

/// Whether a content type is that of markup.
pub(super) fn is_markup(content_type: &str) -> bool {
    let essence = content_type.split(';').next().unwrap_or_default().trim();
    essence.is_empty()
        || ["text/html", "application/xhtml+xml"].iter().any(|it| essence.eq_ignore_ascii_case(it))
}

/// A header's value as text.
pub(super) fn text_of(headers: &HeaderList, name: &str) -> Option<String> {
    headers.get(name).map(|value| String::from_utf8_lossy(&value).into_owned())
}
