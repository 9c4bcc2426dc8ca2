//! HTTP fetch: the preflight if one is due, the request, and the checks of its response.

use crate::cors_check::{CorsCheckFailure, cors_check};
use crate::deviation::Deviation;
use crate::fetch::fetching::Fetching;
use crate::fetch::http_redirect_fetch::HttpRedirectFetch;
use crate::fetch::preflight_fetch::AwaitingPreflight;
use crate::fetch::transport::HttpRequest;
use crate::fetch::{Browser, State};
use crate::header_list::HeaderList;
use crate::header_name::get_decode_and_split;
use crate::names::{ACCESS_CONTROL_ALLOW_ORIGIN, TIMING_ALLOW_ORIGIN, WILDCARD};
use crate::network_error::{ExchangeKind, NetworkError, is_redirect_status};
use crate::preflight_cache::PreflightDemand;
use crate::profile::Profile;
use crate::quoted::{Quoted, QuotedBytes};
use crate::request::RedirectMode;
use crate::resource_policy::resource_policy_check;
use crate::response::{FilteredResponse, HttpResponse, ResponseTainting};
use crate::trace::Algorithm;

/// What Firefox takes for names that can only be there once, as far as a page may set them.
const SINGLETONS: [&str; 9] = [
    "Authorization",
    "Content-Disposition",
    "Content-Type",
    "From",
    "If-Modified-Since",
    "If-Unmodified-Since",
    "Location",
    "Max-Forwards",
    "User-Agent",
];

/// The standard's *makeCORSPreflight*.
#[derive(Debug)]
pub(super) enum MakeCorsPreflight {
    Never,
    /// Unless the cache has it all.
    Unless {
        unsafe_names: Vec<String>,
        demand: PreflightDemand,
    },
}

/// [#http-fetch](https://fetch.spec.whatwg.org/#http-fetch), before anything is sent.
#[derive(Debug)]
pub(super) struct HttpFetch {
    fetching: Fetching,
    make_cors_preflight: MakeCorsPreflight,
}

impl HttpFetch {
    pub(super) const fn new(fetching: Fetching, make_cors_preflight: MakeCorsPreflight) -> Self {
        Self { fetching, make_cors_preflight }
    }

    /// Step 4.1.
    pub(super) fn step(self, browser: &mut Browser) -> State {
        let Self { fetching, make_cors_preflight } = self;
        let MakeCorsPreflight::Unless { unsafe_names, demand } = make_cors_preflight else {
            return AwaitingResponse::send(fetching, browser);
        };
        browser.cache.expire(browser.now);
        let profile = browser.profile;
        let (key, method) = (fetching.cache_key(profile), &fetching.request.method);
        let forgets = fetching.is_tainted && profile.has(Deviation::CacheForgetsNull);
        if forgets || browser.cache.needs_preflight(key, method, &unsafe_names, demand, profile) {
            browser.cache.miss(key, profile);
            return AwaitingPreflight::send(fetching, unsafe_names, browser);
        }
        fetching.goes_on(browser, Algorithm::HttpFetch, "4.1", || {
            "the CORS-preflight cache has the method and every header name: no preflight".into()
        });
        AwaitingResponse::send(fetching, browser)
    }
}

/// HTTP fetch, step 4.3: the request is under way.
#[derive(Debug)]
pub struct AwaitingResponse {
    fetching: Fetching,
}

impl AwaitingResponse {
    pub(super) fn send(mut fetching: Fetching, browser: &mut Browser) -> State {
        if let Some(error) = fetching.doom.take() {
            return fetching.fail(error, browser);
        }
        let mut headers = HeaderList::new();
        for (name, value) in fetching.request.headers.iter_combined() {
            let is_last = browser.profile.has(Deviation::SendsLastOfSingletons)
                && SINGLETONS.iter().any(|own| name.eq_ignore_ascii_case(own));
            let last = fetching.request.headers.values(name).last().filter(|_| is_last);
            headers.append(name.to_ascii_lowercase(), last.unwrap_or(&value));
        }
        let method = fetching.request.method.clone();
        fetching.send(ExchangeKind::Actual, method.clone(), &headers, browser.profile);
        fetching.goes_on(browser, Algorithm::HttpFetch, "4.3", || {
            format!("{} {} is sent", method, fetching.url)
        });
        State::Actual(Self { fetching })
    }

    /// The request that waits for a response.
    #[must_use]
    pub fn request(&self) -> &HttpRequest {
        // `send` is the only way here, and it pushes.
        &self.fetching.sent[self.fetching.sent.len() - 1]
    }

    /// Takes the response, or `None` where none came: steps 4.4 to 7.
    pub fn receive(self, response: Option<HttpResponse>, browser: &mut Browser) -> State {
        let Self { mut fetching } = self;
        let Some(response) = response else {
            let error = NetworkError::ConnectionFailed { during: ExchangeKind::Actual };
            return fetching.fail(error, browser);
        };
        let is_readable = browser.profile.has(Deviation::ProxyAuthenticationIsReadable);
        if response.status == 407 && !is_readable {
            return fetching.fail(NetworkError::ProxyAuthentication, browser);
        }
        // Step 4.4.
        if fetching.tainting == ResponseTainting::Cors {
            if let Err(error) = check(&fetching, &response, ExchangeKind::Actual) {
                return fetching.fail(error, browser);
            }
            fetching.goes_on(browser, Algorithm::CorsCheck, "", || {
                let value = response.headers.get(ACCESS_CONTROL_ALLOW_ORIGIN).unwrap_or_default();
                format!(
                    "`Access-Control-Allow-Origin` is {}, the request's origin {}, the credentials mode `{}`: passed",
                    QuotedBytes(&value),
                    Quoted(fetching.serialized_origin()),
                    fetching.request.credentials
                )
            });
        }
        // Step 4.5.
        fetching.timing_allow_failed |= !tao_check(&fetching, &response);
        // Step 5.
        if fetching.tainting == ResponseTainting::Opaque
            && let Err(failure) = resource_policy_check(
                &fetching.request.origin,
                &fetching.url_origin,
                &response.headers,
            )
        {
            return fetching.fail(NetworkError::ResourcePolicy(failure), browser);
        }
        // Step 6.
        let mode = fetching.request.redirect;
        if is_redirect_status(response.status) && !is_no_redirect(&response, mode, browser.profile)
        {
            return match mode {
                RedirectMode::Error => fetching.fail(NetworkError::RedirectMode, browser),
                RedirectMode::Manual => {
                    fetching.goes_on(browser, Algorithm::HttpFetch, "6.3", || {
                        "a redirect, and the redirect mode is `manual`: not followed, not to be read".into()
                    });
                    fetching.succeed(FilteredResponse::opaque_redirect())
                }
                RedirectMode::Follow => HttpRedirectFetch::new(fetching, response).step(browser),
            };
        }
        finish(fetching, &response, browser)
    }
}

/// Where an engine wants a `Location` before it takes a response for a redirect.
fn is_no_redirect(response: &HttpResponse, mode: RedirectMode, profile: Profile) -> bool {
    let location = response.headers.get("Location");
    let is_empty = location.is_none_or(|location| location.is_empty());
    match mode {
        RedirectMode::Error => is_empty && profile.has(Deviation::NoLocationIsNoError),
        RedirectMode::Follow => is_empty && profile.has(Deviation::EmptyLocationIsNone),
        RedirectMode::Manual => false,
    }
}

/// Main fetch, step 14: the page gets a filtered response.
pub(super) fn finish(fetching: Fetching, response: &HttpResponse, browser: &mut Browser) -> State {
    let (tainting, credentials) = (fetching.tainting, fetching.request.credentials);
    let filtered = FilteredResponse::new(response, tainting, credentials);
    fetching.goes_on(browser, Algorithm::FilteredResponse, "", || {
        let names = filtered.readable_headers.join(", ");
        format!("a response of type `{}`; headers that can be read: {names}", filtered.kind)
    });
    fetching.succeed(filtered)
}

/// The CORS check, with the reason that redirect taint gives it.
pub(super) fn check(
    fetching: &Fetching,
    response: &HttpResponse,
    during: ExchangeKind,
) -> Result<(), NetworkError> {
    let result = cors_check(fetching.origin(), fetching.request.credentials, &response.headers);
    result.map_err(|failure| match failure {
        CorsCheckFailure::AllowOriginMismatch { value, .. } if fetching.is_tainted => {
            NetworkError::RedirectTaintedOrigin { value, during }
        }
        failure => NetworkError::CorsCheck(failure),
    })
}

/// [#tao-check](https://fetch.spec.whatwg.org/#tao-check)
fn tao_check(fetching: &Fetching, response: &HttpResponse) -> bool {
    let value = response.headers.get(TIMING_ALLOW_ORIGIN).unwrap_or_default();
    let serialized = fetching.serialized_origin().as_bytes();
    let allows = |member: &[u8]| member == WILDCARD.as_bytes() || member == serialized;
    get_decode_and_split(&value).into_iter().any(allows)
        || fetching.tainting == ResponseTainting::Basic
}
