//! Main fetch: which way a request goes.

use url::Position;

use crate::deviation::Deviation;
use crate::fetch::fetching::Fetching;
use crate::fetch::http_fetch::{HttpFetch, MakeCorsPreflight};
use crate::fetch::{Browser, State};
use crate::header_list::HeaderList;
use crate::method::is_cors_safelisted_method;
use crate::network_error::NetworkError;
use crate::port::is_bad_port;
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
    let unsafe_names =
        cors_unsafe_request_header_names_as(browser.profile, &fetching.request.headers);
    let why = preflight_reason(&fetching, &unsafe_names);
    fetching.goes_on(browser, Algorithm::MainFetch, "12", || {
        let origin = if is_same_origin {
            "the page's own origin, but by way of another one"
        } else {
            "another origin than the page's"
        };
        let why = why.as_deref().unwrap_or("a safelisted method and safelisted headers only");
        format!("{} is of {origin}: the CORS protocol; {why}", Quoted(fetching.url.as_str()))
    });
    fetching.went_with_preflight |= why.is_some();
    let preflight = if why.is_some() {
        MakeCorsPreflight::Unless { unsafe_names }
    } else {
        MakeCorsPreflight::Never
    };
    HttpFetch::new(fetching, preflight).step(browser)
}

/// Why the request takes the branch with preflight, if it does.
fn preflight_reason(fetching: &Fetching, unsafe_names: &[String]) -> Option<String> {
    let request = &fetching.request;
    if request.use_cors_preflight_flag == PreflightFlag::Set {
        return Some("the use-CORS-preflight flag is set".into());
    }
    if !is_cors_safelisted_method(&request.method) {
        return Some(format!("the method {} is not safelisted", Quoted(&request.method)));
    }
    let name = unsafe_names.first()?;
    Some(format!("the header {} is not safelisted", Quoted(name)))
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
        browser.cache.clear(fetching.cache_key());
    }
}

pub(super) fn is_http_scheme(scheme: &str) -> bool {
    matches!(scheme, "http" | "https")
}
