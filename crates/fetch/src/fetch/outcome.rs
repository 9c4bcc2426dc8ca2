//! How a fetch ends.

use crate::fetch::Browser;
use crate::fetch::transport::HttpRequest;
use crate::network_error::NetworkError;
use crate::request::RequestError;
use crate::response::FilteredResponse;

/// How a fetch ended, and what was sent until then.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// What the page gets: a response, or a `TypeError` whose reason only we know.
    pub result: Result<FilteredResponse, Failure>,
    /// Every request, in order.
    pub requests: Vec<HttpRequest>,
    /// How many redirects were followed.
    pub redirects: usize,
    /// Whether the `Origin` of the last request was `null` since a redirect led from one foreign
    /// origin to another ([#concept-request-tainted-origin](https://fetch.spec.whatwg.org/#concept-request-tainted-origin)).
    pub is_tainted: bool,
    /// Whether the page may see the timing of the whole fetch
    /// ([#tao-check](https://fetch.spec.whatwg.org/#tao-check)); false for a network error.
    pub timing_allowed: bool,
}

impl Outcome {
    /// The outcome of a fetch whose request could not be made.
    #[must_use]
    pub fn threw(error: RequestError, browser: &mut Browser) -> Self {
        let error = NetworkError::Constructor(error);
        browser.trace.stops(error.step(), 0, || error.to_string());
        Self {
            result: Err(Failure { error, exchange: None }),
            requests: Vec::new(),
            redirects: 0,
            is_tainted: false,
            timing_allowed: false,
        }
    }

    /// Whether `new Request()` threw, so that nothing was sent.
    #[must_use]
    pub const fn threw_before_network(&self) -> bool {
        matches!(&self.result, Err(Failure { error: NetworkError::Constructor(_), .. }))
    }
}

/// Why a fetch failed, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// Why.
    pub error: NetworkError,
    /// The index of the request whose response is at fault; `None` where nothing had been sent.
    pub exchange: Option<usize>,
}
