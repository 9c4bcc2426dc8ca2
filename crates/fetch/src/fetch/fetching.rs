//! What every state of a fetch carries along.

use url::Url;

use crate::fetch::transport::HttpRequest;
use crate::fetch::{Browser, Failure, Outcome, State};
use crate::header_list::HeaderList;
use crate::names::{NULL, ORIGIN};
use crate::network_error::{ExchangeKind, NetworkError};
use crate::origin::Origin;
use crate::preflight_cache::CacheKey;
use crate::request::{ReferrerPolicy, Request, RequestMode};
use crate::response::{FilteredResponse, ResponseTainting};
use crate::trace::{Algorithm, Step};

/// A request with what the standard keeps on it while it is fetched.
#[derive(Debug)]
pub(super) struct Fetching {
    pub(super) request: Request,
    /// The last of the URL list, with its fragment, which is never sent.
    pub(super) url: Url,
    pub(super) url_origin: Origin,
    pub(super) tainting: ResponseTainting,
    pub(super) redirects: usize,
    /// The redirect-taint of the URL list: anything but "same-origin".
    pub(super) is_tainted: bool,
    pub(super) timing_allow_failed: bool,
    /// Whether main fetch went by its branch "with preflight", which clears the cache on failure.
    pub(super) went_with_preflight: bool,
    pub(super) sent: Vec<HttpRequest>,
    page: String,
}

impl Fetching {
    pub(super) fn new(request: Request) -> Self {
        Self {
            url_origin: Origin::from_url(&request.url),
            page: request.origin.serialize(),
            url: request.url.clone(),
            tainting: ResponseTainting::Basic,
            redirects: 0,
            is_tainted: false,
            timing_allow_failed: false,
            went_with_preflight: false,
            sent: Vec::new(),
            request,
        }
    }

    /// The origin that requests carry: opaque after redirect taint
    /// ([serializing a request origin](https://fetch.spec.whatwg.org/#serializing-a-request-origin)).
    pub(super) const fn origin(&self) -> &Origin {
        if self.is_tainted { &Origin::Opaque } else { &self.request.origin }
    }

    /// The same, serialized.
    pub(super) fn serialized_origin(&self) -> &str {
        if self.is_tainted { NULL } else { &self.page }
    }

    pub(super) fn cache_key(&self) -> CacheKey<'_> {
        CacheKey {
            origin: self.serialized_origin(),
            url: self.url.as_str(),
            credentials: self.request.credentials.is_include(),
        }
    }

    /// Appends `url` to the URL list, and keeps the redirect-taint up to date
    /// ([#concept-request-tainted-origin](https://fetch.spec.whatwg.org/#concept-request-tainted-origin)).
    pub(super) fn redirect_to(&mut self, url: Url, url_origin: Origin) {
        self.is_tainted |= !url_origin.is_same_origin(&self.url_origin)
            && !self.request.origin.is_same_origin(&self.url_origin);
        self.url = url;
        self.url_origin = url_origin;
    }

    /// The value of the `Origin` header, if the request has one
    /// ([#append-a-request-origin-header](https://fetch.spec.whatwg.org/#append-a-request-origin-header)).
    pub(super) fn origin_header(&self) -> Option<&str> {
        if self.tainting == ResponseTainting::Cors {
            return Some(self.serialized_origin());
        }
        if matches!(&*self.request.method, "GET" | "HEAD") {
            return None;
        }
        let hides_origin = self.request.mode != RequestMode::Cors
            && match self.request.referrer_policy {
                ReferrerPolicy::NoReferrer => true,
                ReferrerPolicy::NoReferrerWhenDowngrade
                | ReferrerPolicy::StrictOrigin
                | ReferrerPolicy::StrictOriginWhenCrossOrigin => self.is_downgrade(),
                ReferrerPolicy::SameOrigin => !self.request.origin.is_same_origin(&self.url_origin),
                ReferrerPolicy::Origin
                | ReferrerPolicy::OriginWhenCrossOrigin
                | ReferrerPolicy::UnsafeUrl => false,
            };
        Some(if hides_origin { NULL } else { self.serialized_origin() })
    }

    fn is_downgrade(&self) -> bool {
        matches!(&self.request.origin, Origin::Tuple(page) if page.scheme() == "https")
            && self.url.scheme() != "https"
    }

    /// Records a request as sent, with the `Origin` header it has, if any, first.
    pub(super) fn send(&mut self, kind: ExchangeKind, method: String, rest: HeaderList) {
        debug_assert!(!rest.contains(ORIGIN), "a forbidden request-header");
        let mut headers = HeaderList::new();
        if let Some(value) = self.origin_header() {
            headers.append("origin", value);
        }
        headers.append_all(rest);
        let mut url = self.url.clone();
        url.set_fragment(None);
        self.sent.push(HttpRequest { kind, method, url, headers });
    }

    pub(super) fn goes_on(
        &self,
        browser: &mut Browser,
        algorithm: Algorithm,
        number: &'static str,
        because: impl FnOnce() -> String,
    ) {
        browser.trace.goes_on(Step::new(algorithm, number), self.sent.len(), because);
    }

    /// Ends with a network error.
    pub(super) fn fail(self, error: NetworkError, browser: &mut Browser) -> State {
        browser.trace.stops(error.step(), self.sent.len(), || error.to_string());
        super::main_fetch::clear_cache_entries(&self, browser);
        let exchange = self.sent.len().checked_sub(1);
        self.end(Err(Failure { error, exchange }))
    }

    /// Ends with a response.
    pub(super) fn succeed(self, response: FilteredResponse) -> State {
        self.end(Ok(response))
    }

    fn end(self, result: Result<FilteredResponse, Failure>) -> State {
        State::Done(Outcome {
            timing_allowed: result.is_ok() && !self.timing_allow_failed,
            result,
            requests: self.sent,
            redirects: self.redirects,
            is_tainted: self.is_tainted,
        })
    }
}
