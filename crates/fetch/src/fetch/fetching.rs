//! What every state of a fetch carries along.

use url::Url;

use crate::deviation::Deviation;
use crate::fetch::transport::HttpRequest;
use crate::fetch::{Browser, Failure, Outcome, State};
use crate::header_list::HeaderList;
use crate::names::{NULL, ORIGIN};
use crate::network_error::{ExchangeKind, NetworkError};
use crate::origin::Origin;
use crate::preflight_cache::CacheKey;
use crate::profile::Profile;
use crate::request::{ReferrerPolicy, Request, RequestMode};
use crate::response::{FilteredResponse, ResponseTainting};
use crate::trace::{Algorithm, Step};

/// A request with what the standard keeps on it while it is fetched.
#[expect(clippy::struct_excessive_bools, reason = "the standard's flags")]
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
    /// What a redirect's response is at fault for, where an engine finds out only after the next
    /// preflight.
    pub(super) doom: Option<NetworkError>,
    /// The method and the headers as the page gave them, where an engine still looks at them after a
    /// redirect.
    pub(super) original_method: String,
    pub(super) original_headers: HeaderList,
    /// The headers that a CORS-preflight request names, where they are not the request's own.
    pub(super) named_headers: Option<HeaderList>,
    /// Whether the first URL was of the page's own origin.
    pub(super) began_at_home: bool,
    /// Whether a redirect led from one origin to another.
    has_changed_origin: bool,
    /// The `Origin` header of the last request, where an engine keeps it over a redirect.
    last_origin: Option<String>,
    page: String,
}

impl Fetching {
    pub(super) fn new(request: Request) -> Self {
        let url_origin = Origin::from_url(&request.url);
        Self {
            doom: None,
            original_method: request.method.clone(),
            original_headers: request.headers.clone(),
            named_headers: None,
            began_at_home: url_origin.is_same_origin(&request.origin),
            has_changed_origin: false,
            last_origin: None,
            url_origin,
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

    /// The origin of a CORS-preflight request, and the same serialized.
    pub(super) fn preflight_origin(&self, profile: Profile) -> (&Origin, &str) {
        if profile.has(Deviation::PreflightKeepsOrigin) {
            (&self.request.origin, &self.page)
        } else {
            (self.origin(), self.serialized_origin())
        }
    }

    pub(super) fn cache_key(&self, profile: Profile) -> CacheKey<'_> {
        CacheKey {
            origin: self.preflight_origin(profile).1,
            url: self.url.as_str(),
            credentials: self.request.credentials.is_include(),
        }
    }

    /// Appends `url` to the URL list, and keeps the redirect-taint up to date
    /// ([#concept-request-tainted-origin](https://fetch.spec.whatwg.org/#concept-request-tainted-origin)).
    pub(super) fn redirect_to(&mut self, url: Url, url_origin: Origin) {
        if !url_origin.is_same_origin(&self.url_origin) {
            self.has_changed_origin = true;
            self.last_origin = None;
        }
        self.is_tainted |= !url_origin.is_same_origin(&self.url_origin)
            && !self.request.origin.is_same_origin(&self.url_origin);
        self.url = url;
        self.url_origin = url_origin;
    }

    /// The value of the `Origin` header, if the request has one
    /// ([#append-a-request-origin-header](https://fetch.spec.whatwg.org/#append-a-request-origin-header)).
    pub(super) fn origin_header(&self, profile: Profile) -> Option<&str> {
        if self.tainting == ResponseTainting::Cors {
            return Some(self.serialized_origin());
        }
        if matches!(&*self.request.method, "GET" | "HEAD") {
            let kept = self.last_origin.as_deref();
            return kept.filter(|_| profile.has(Deviation::RedirectKeepsOriginHeader));
        }
        if self.request.mode == RequestMode::NoCors
            && self.has_changed_origin
            && profile.has(Deviation::NoCorsRedirectHidesOrigin)
        {
            return Some(NULL);
        }
        let hides_origin = self.request.mode != RequestMode::Cors
            && match self.request.referrer_policy {
                ReferrerPolicy::NoReferrer | ReferrerPolicy::SameOrigin
                    if profile.has(Deviation::OriginIgnoresReferrerPolicy) =>
                {
                    false
                }
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
    pub(super) fn send(
        &mut self,
        kind: ExchangeKind,
        method: String,
        rest: &HeaderList,
        profile: Profile,
    ) {
        debug_assert!(!rest.contains(ORIGIN), "a forbidden request-header");
        let mut headers = HeaderList::new();
        let origin = match kind {
            ExchangeKind::Preflight => Some(self.preflight_origin(profile).1),
            ExchangeKind::Actual => self.origin_header(profile),
        };
        if let Some(value) = origin.map(str::to_owned) {
            headers.append("origin", &value);
            self.last_origin = Some(value);
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
