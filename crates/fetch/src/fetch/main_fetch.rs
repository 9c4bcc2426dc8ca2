//! Main fetch: which way a request goes.

use url::Position;

use std::fmt;

use crate::deviation::Deviation;
use crate::fetch::fetching::Fetching;
use crate::fetch::http_fetch::{HttpFetch, MakeCorsPreflight};
use crate::fetch::{Browser, State};
use crate::header_list::HeaderList;
use crate::method::is_cors_safelisted_method;
use crate::network_error::NetworkError;
use crate::port::is_bad_port;
use crate::preflight_cache::PreflightDemand;
use crate::preflight_check::PreflightFlag;
use crate::quoted::Quoted;
use crate::request::{RedirectMode, RequestMode};
use crate::response::{FilteredResponse, HttpResponse, ResponseTainting};
use crate::safelisted_request_header::cors_unsafe_request_header_names_as;
use crate::trace::Algorithm;

/// [#main-fetch](https://fetch.spec.whatwg.org/#main-fetch), entered again after every redirect.
#[derive(Debug)]
pub(super) struct MainFetch {
    fetching: Fetching,
}

impl MainFetch {
    pub(super) const fn new(fetching: Fetching) -> Self {
        Self { fetching }
    }

    /// Steps 7 and 12. Upgrades, mixed content, Content Security Policy and HSTS, which the standard
    /// leaves to other documents, are not simulated.
    pub(super) fn step(self, browser: &mut Browser) -> State {
        let Self { mut fetching } = self;
        // Step 7.
        if is_http_scheme(fetching.url.scheme())
            && let Some(port) = fetching.url.port()
            && is_bad_port(port)
        {
            return fetching.fail(NetworkError::BadPort { port }, browser);
        }
        // Step 12, the first matching statement.
        let is_same_origin = fetching.url_origin.is_same_origin(&fetching.request.origin);
        let is_basic = fetching.tainting == ResponseTainting::Basic;
        if (is_same_origin && is_basic) || fetching.url.scheme() == "data" {
            fetching.goes_on(browser, Algorithm::MainFetch, "12", || {
                format!(
                    "{} is of the page's own origin: no CORS protocol",
                    Quoted(fetching.url.as_str())
                )
            });
            return scheme_fetch(fetching, browser);
        }
        match fetching.request.mode {
            RequestMode::SameOrigin => fetching.fail(NetworkError::SameOriginMode, browser),
            RequestMode::NoCors if fetching.request.redirect != RedirectMode::Follow => {
                fetching.fail(NetworkError::NoCorsRedirectMode, browser)
            }
            RequestMode::NoCors => {
                fetching.tainting = ResponseTainting::Opaque;
                fetching.goes_on(browser, Algorithm::MainFetch, "12", || {
                    "another origin, and the mode is `no-cors`: sent, but not to be read".into()
                });
                scheme_fetch(fetching, browser)
            }
            RequestMode::Cors => cors(fetching, is_same_origin, browser),
        }
    }
}

fn cors(mut fetching: Fetching, is_same_origin: bool, browser: &mut Browser) -> State {
    if !is_http_scheme(fetching.url.scheme()) {
        let scheme = fetching.url.scheme().to_owned();
        return fetching.fail(NetworkError::UnsupportedScheme { scheme }, browser);
    }
    fetching.tainting = ResponseTainting::Cors;
    let profile = browser.profile;
    let named = fetching.named_headers.as_ref().unwrap_or(&fetching.request.headers);
    let unsafe_names = cors_unsafe_request_header_names_as(profile, named);
    let original = if profile.has(Deviation::StaysPreflighted) && fetching.redirects > 0 {
        Some(cors_unsafe_request_header_names_as(profile, &fetching.original_headers))
    } else {
        None
    };
    let mut why = preflight_reason(&fetching, original.as_ref().unwrap_or(&unsafe_names));
    if fetching.went_with_preflight && profile.has(Deviation::StaysPreflighted) {
        why = why.or(Some(Why::EarlierHop));
    }
    fetching.goes_on(browser, Algorithm::MainFetch, "12", || {
        let origin = if is_same_origin {
            "the page's own origin, but by way of another one"
        } else {
            "another origin than the page's"
        };
        let why = match &why {
            Some(why) => why.to_string(),
            None => "a safelisted method and safelisted headers only".into(),
        };
        format!("{} is of {origin}: the CORS protocol; {why}", Quoted(fetching.url.as_str()))
    });
    let make_cors_preflight = match why {
        None => MakeCorsPreflight::Never,
        Some(why) => {
            fetching.went_with_preflight = true;
            let demand = why.demand(&unsafe_names);
            MakeCorsPreflight::Unless { unsafe_names, demand }
        }
    };
    HttpFetch::new(fetching, make_cors_preflight).step(browser)
}

/// Why a request takes the branch with preflight.
enum Why {
    UseCorsPreflightFlag,
    Method(String),
    Header(String),
    EarlierHop,
}

impl Why {
    /// What the cache is asked for. The header may be gone since a redirect.
    const fn demand(&self, unsafe_names: &[String]) -> PreflightDemand {
        match self {
            Self::UseCorsPreflightFlag => PreflightDemand::UseCorsPreflightFlag,
            Self::Header(_) if unsafe_names.is_empty() => PreflightDemand::EarlierHop,
            Self::Method(_) | Self::Header(_) => PreflightDemand::MethodOrHeaders,
            Self::EarlierHop => PreflightDemand::EarlierHop,
        }
    }
}

impl fmt::Display for Why {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UseCorsPreflightFlag => f.write_str("the use-CORS-preflight flag is set"),
            Self::Method(method) => write!(f, "the method {} is not safelisted", Quoted(method)),
            Self::Header(name) => write!(f, "the header {} is not safelisted", Quoted(name)),
            Self::EarlierHop => f.write_str("a request before the redirect needed a preflight"),
        }
    }
}

fn preflight_reason(fetching: &Fetching, unsafe_names: &[String]) -> Option<Why> {
    let request = &fetching.request;
    if request.use_cors_preflight_flag == PreflightFlag::Set {
        return Some(Why::UseCorsPreflightFlag);
    }
    if !is_cors_safelisted_method(&request.method) {
        return Some(Why::Method(request.method.clone()));
    }
    unsafe_names.first().cloned().map(Why::Header)
}

/// [#scheme-fetch](https://fetch.spec.whatwg.org/#scheme-fetch). There are no files and no blobs
/// here.
fn scheme_fetch(fetching: Fetching, browser: &mut Browser) -> State {
    let content_type = match fetching.url.scheme() {
        "http" | "https" => {
            return HttpFetch::new(fetching, MakeCorsPreflight::Never).step(browser);
        }
        "about" if fetching.url.path() == "blank" => "text/html;charset=utf-8",
        // The data: URL processor fails only without a comma.
        "data" if fetching.url[..Position::AfterQuery].contains(',') => "text/plain",
        "data" => return fetching.fail(NetworkError::InvalidDataUrl, browser),
        scheme => {
            let scheme = scheme.to_owned();
            return fetching.fail(NetworkError::UnsupportedScheme { scheme }, browser);
        }
    };
    let headers = HeaderList::from([("Content-Type", content_type)]);
    let tainting = fetching.tainting;
    let credentials = fetching.request.credentials;
    let response = HttpResponse { status: 200, headers };
    fetching.succeed(FilteredResponse::new(&response, tainting, credentials))
}

/// Step 12, the branch with preflight, its step 3.
pub(super) fn clear_cache_entries(fetching: &Fetching, browser: &mut Browser) {
    let survives = browser.profile.has(Deviation::CacheSurvivesNetworkError);
    if fetching.went_with_preflight && !survives {
        browser.cache.clear(fetching.cache_key(browser.profile));
    }
}

pub(super) fn is_http_scheme(scheme: &str) -> bool {
    matches!(scheme, "http" | "https")
}
