//! What came of a `fetch()` in one browser.

use corsmith_simulate::{FailureWire, RequestWire, Run};
use serde::Serialize;
use utoipa::ToSchema;

use crate::HeaderField;

/// What came of a `fetch()`: the verdict of a case, without expectations.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct SimulatedVerdict {
    /// `success`, `network-error` or `opaque`.
    pub result: Option<&'static str>,
    /// `basic`, `cors`, `opaque`, `opaqueredirect` or `error`.
    pub response_type: Option<&'static str>,
    /// What the page reads; null where there is no response.
    pub status: Option<u16>,
    /// Whether a CORS-preflight request was sent.
    pub preflight: bool,
    /// The lower-case names the page can read; null where there is no response.
    pub readable_headers: Option<Vec<String>>,
    /// Whether the last `Origin` was `null` by redirect taint; null without a redirect.
    pub tainted_origin_after_redirect: Option<bool>,
    /// Whether `new Request()` threw.
    pub throws_before_network: bool,
    /// Each request as it was sent.
    pub requests: Vec<SentRequest>,
    /// Why it failed.
    pub failure: Option<SimulatedFailure>,
}

/// A request as it was sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct SentRequest {
    /// The method.
    pub method: String,
    /// The URL, without its fragment.
    pub url: String,
    /// The headers of the CORS protocol and the author's, names in lower case.
    pub headers: Vec<HeaderField>,
}

/// Why a `fetch()` failed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct SimulatedFailure {
    /// The code of the cause.
    pub code: String,
    /// The step of the Fetch standard.
    pub step: Option<String>,
    /// The index of the exchange at fault; null where none was made.
    pub exchange: Option<usize>,
    /// One sentence.
    pub message: String,
}

impl SimulatedVerdict {
    pub(super) fn of(run: &Run) -> Self {
        let verdict = run.verdict("");
        Self {
            result: verdict.result,
            response_type: verdict.response_type,
            status: verdict.status,
            preflight: verdict.preflight,
            readable_headers: verdict.readable_headers,
            tainted_origin_after_redirect: verdict.tainted_origin_after_redirect,
            throws_before_network: verdict.throws_before_network,
            requests: verdict.requests.into_iter().map(SentRequest::from).collect(),
            failure: verdict.failure.map(SimulatedFailure::from),
        }
    }
}

impl From<RequestWire> for SentRequest {
    fn from(request: RequestWire) -> Self {
        let headers = request.headers.into_iter().map(HeaderField::from).collect();
        Self { method: request.method, url: request.url, headers }
    }
}

impl From<FailureWire> for SimulatedFailure {
    fn from(failure: FailureWire) -> Self {
        let FailureWire { code, step, exchange, message } = failure;
        Self { code, step, exchange, message }
    }
}
