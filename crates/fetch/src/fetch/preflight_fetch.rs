//! CORS-preflight fetch.

use crate::cors_check::CorsCheckFailure;
use crate::deviation::Deviation;
use crate::fetch::fetching::Fetching;
use crate::fetch::http_fetch::AwaitingResponse;
use crate::fetch::transport::HttpRequest;
use crate::fetch::{Browser, State};
use crate::header_list::HeaderList;
use crate::names::NULL;
use crate::network_error::{ExchangeKind, NetworkError};
use crate::preflight_check::{ActualRequest, PreflightFailure, preflight_grant};
use crate::quoted::Quoted;
use crate::response::HttpResponse;
use crate::trace::Algorithm;

/// [#cors-preflight-fetch-0](https://fetch.spec.whatwg.org/#cors-preflight-fetch-0), step 6: the
/// CORS-preflight request is under way.
#[derive(Debug)]
pub struct AwaitingPreflight {
    fetching: Fetching,
    unsafe_names: Vec<String>,
}

impl AwaitingPreflight {
    /// Steps 1 to 5.
    pub(super) fn send(
        mut fetching: Fetching,
        unsafe_names: Vec<String>,
        browser: &mut Browser,
    ) -> State {
        let mut headers = HeaderList::new();
        headers.append("access-control-request-method", &fetching.request.method);
        if !unsafe_names.is_empty() {
            headers.append("access-control-request-headers", unsafe_names.join(","));
        }
        fetching.send(ExchangeKind::Preflight, "OPTIONS".into(), &headers, browser.profile);
        fetching.goes_on(browser, Algorithm::CorsPreflightFetch, "6", || {
            let names = unsafe_names.join(",");
            let asks =
                if names.is_empty() { String::new() } else { format!(" with {}", Quoted(&names)) };
            format!(
                "OPTIONS {} is sent, without credentials: may {}{asks} follow?",
                fetching.url, fetching.request.method
            )
        });
        State::Preflight(Self { fetching, unsafe_names })
    }

    /// The CORS-preflight request that waits for a response.
    #[must_use]
    pub fn request(&self) -> &HttpRequest {
        // `send` is the only way here, and it pushes.
        &self.fetching.sent[self.fetching.sent.len() - 1]
    }

    /// Takes the response, or `None` where none came: step 7.
    pub fn receive(self, response: Option<HttpResponse>, browser: &mut Browser) -> State {
        let Self { fetching, unsafe_names } = self;
        let Some(response) = response else {
            let error = NetworkError::ConnectionFailed { during: ExchangeKind::Preflight };
            return fetching.fail(error, browser);
        };
        let request = &fetching.request;
        let actual = ActualRequest {
            method: &request.method,
            unsafe_names: &unsafe_names,
            credentials: request.credentials,
            use_cors_preflight_flag: request.use_cors_preflight_flag,
        };
        let (status, headers) = (response.status, &response.headers);
        let profile = browser.profile;
        let (origin, _) = fetching.preflight_origin(profile);
        let is_home = profile.has(Deviation::PreflightKeepsOrigin)
            && fetching.url_origin.is_same_origin(origin);
        let origin = Some(origin).filter(|_| !is_home);
        let mut grant = match preflight_grant(profile, origin, &actual, status, headers) {
            Ok(grant) => grant,
            Err(failure) => return fail(fetching, failure, browser),
        };
        // Step 7.10.
        let cap = profile.max_age_cap_seconds().unwrap_or(u64::MAX);
        grant.max_age_seconds = grant.max_age_seconds.min(cap);
        if let Err(failure) = grant.check(profile, &actual) {
            if profile.has(Deviation::CacheKeepsRefusals) {
                browser.cache.store(fetching.cache_key(profile), grant, browser.now, profile);
            }
            return fail(fetching, failure, browser);
        }
        fetching.goes_on(browser, Algorithm::CorsPreflightFetch, "7", || {
            format!(
                "status {status}; the origin, the method and the headers are allowed, for {} seconds",
                grant.max_age_seconds
            )
        });
        browser.cache.store(fetching.cache_key(profile), grant, browser.now, profile);
        AwaitingResponse::send(fetching, browser)
    }
}

/// A mismatch has its own reason after redirect taint.
fn fail(fetching: Fetching, failure: PreflightFailure, browser: &mut Browser) -> State {
    let error = match failure {
        PreflightFailure::CorsCheck(CorsCheckFailure::AllowOriginMismatch { value, .. })
            if fetching.preflight_origin(browser.profile).1 == NULL && fetching.is_tainted =>
        {
            NetworkError::RedirectTaintedOrigin { value, during: ExchangeKind::Preflight }
        }
        failure => NetworkError::Preflight(failure),
    };
    fetching.fail(error, browser)
}
