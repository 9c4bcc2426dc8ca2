//! What came of a case: one JSON object a line.

use corsmith_fetch::{HttpRequest, Outcome, ResponseType};
use serde::Serialize;

use crate::bytes::decode;
use crate::case::{CacheEntryWire, Headers};

/// What came of a case.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Verdict {
    /// The case's name; `<sequence>#<step>` in a sequence.
    pub id: String,
    /// `success`, `network-error`, `opaque`, or `null` for a case that cannot be run.
    pub result: Option<&'static str>,
    /// `basic`, `cors`, `opaque`, `opaqueredirect`, `error`, or `null`.
    pub response_type: Option<&'static str>,
    /// What the page reads; `null` where there is no response.
    pub status: Option<u16>,
    /// Whether a CORS-preflight request was sent.
    pub preflight: bool,
    /// The lower-case names the page can read; `null` where there is no response.
    pub readable_headers: Option<Vec<String>>,
    /// Whether the last `Origin` was `null` by redirect taint; `null` without a redirect.
    pub tainted_origin_after_redirect: Option<bool>,
    /// Whether `new Request()` threw.
    pub throws_before_network: bool,
    /// Each request as it was sent.
    pub requests: Vec<RequestWire>,
    /// Why it failed.
    pub failure: Option<FailureWire>,
    /// What the case expected and did not get, a sentence each.
    pub unmet: Vec<String>,
    /// The CORS-preflight cache afterwards, in a sequence.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cache_after: Option<Vec<CacheEntryWire>>,
}

/// A request as it was sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RequestWire {
    /// The method.
    pub method: String,
    /// The URL, without its fragment.
    pub url: String,
    /// The headers of the CORS protocol and the author's, names in lower case.
    pub headers: Headers,
}

/// Why a case failed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FailureWire {
    /// The cause: of [`corsmith_fetch::NetworkError::code`], or `case-invalid`, `exchange-missing`,
    /// `exchange-mismatch`, `exchange-unasked` where the case itself is at fault.
    pub code: String,
    /// The step of the Fetch standard; `null` where the case itself is at fault.
    pub step: Option<String>,
    /// The index of the exchange at fault; `null` where none was made.
    pub exchange: Option<usize>,
    /// One sentence.
    pub message: String,
}

impl Verdict {
    pub(crate) fn of(id: &str, outcome: Outcome) -> Self {
        let threw = outcome.threw_before_network();
        let preflight = outcome
            .requests
            .iter()
            .any(|request| request.kind == corsmith_fetch::ExchangeKind::Preflight);
        let tainted = (outcome.redirects > 0).then_some(outcome.is_tainted);
        let requests = outcome.requests.iter().map(RequestWire::of).collect();
        let (result, response_type, status, readable_headers, failure) = match outcome.result {
            Ok(response) => {
                let (result, kind) = match response.kind {
                    ResponseType::Basic => ("success", "basic"),
                    ResponseType::Cors => ("success", "cors"),
                    ResponseType::Opaque => ("opaque", "opaque"),
                    ResponseType::OpaqueRedirect => ("opaque", "opaqueredirect"),
                };
                (result, kind, Some(response.status), Some(response.readable_headers), None)
            }
            Err(failure) => {
                let wire = FailureWire {
                    code: failure.error.code().into(),
                    step: Some(failure.error.step().to_string()),
                    exchange: failure.exchange,
                    message: sentence(&failure.error.to_string()),
                };
                ("network-error", "error", None, None, Some(wire))
            }
        };
        Self {
            id: id.to_owned(),
            result: Some(result),
            response_type: Some(response_type),
            status,
            preflight,
            readable_headers,
            tainted_origin_after_redirect: tainted,
            throws_before_network: threw,
            requests,
            failure,
            unmet: Vec::new(),
            cache_after: None,
        }
    }

    pub(crate) fn invalid(id: &str, message: &str) -> Self {
        Self {
            id: id.to_owned(),
            result: None,
            response_type: None,
            status: None,
            preflight: false,
            readable_headers: None,
            tainted_origin_after_redirect: None,
            throws_before_network: false,
            requests: Vec::new(),
            failure: Some(FailureWire {
                code: "case-invalid".into(),
                step: None,
                exchange: None,
                message: sentence(message),
            }),
            unmet: Vec::new(),
            cache_after: None,
        }
    }

    /// Whether the case itself is at fault, so that the verdict says nothing about a browser.
    #[must_use]
    pub fn is_unusable(&self) -> bool {
        self.failure.as_ref().is_some_and(|failure| failure.step.is_none())
    }
}

impl RequestWire {
    fn of(request: &HttpRequest) -> Self {
        let headers = request.headers.iter();
        Self {
            method: request.method.clone(),
            url: request.url.to_string(),
            headers: headers.map(|(name, value)| (name.to_owned(), decode(value))).collect(),
        }
    }
}

/// With a capital and a full stop.
pub(crate) fn sentence(text: &str) -> String {
    let mut chars = text.chars();
    let first = chars.next().map(char::to_uppercase).into_iter().flatten();
    let mut sentence: String = first.chain(chars).collect();
    if !sentence.ends_with('.') {
        sentence.push('.');
    }
    sentence
}
