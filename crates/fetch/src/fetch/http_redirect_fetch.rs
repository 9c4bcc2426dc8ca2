//! HTTP-redirect fetch.

use url::Url;

use crate::cors_check::cors_check;
use crate::credentials::CredentialsMode;
use crate::deviation::Deviation;
use crate::fetch::fetching::Fetching;
use crate::fetch::http_fetch::finish;
use crate::fetch::main_fetch::{MainFetch, is_http_scheme};
use crate::fetch::{Browser, State};
use crate::header_list::HeaderList;
use crate::names::AUTHORIZATION;
use crate::network_error::NetworkError;
use crate::origin::Origin;
use crate::profile::Profile;
use crate::quoted::Quoted;
use crate::request::{ReferrerPolicy, RequestMode, includes_credentials};
use crate::response::{HttpResponse, ResponseTainting};
use crate::safelisted_request_header::FLEETING_CLIENT_HINTS;
use crate::trace::Algorithm;

/// Step 7.
const MAX_REDIRECTS: usize = 20;

/// The [request-body-header names](https://fetch.spec.whatwg.org/#request-body-header-name).
const REQUEST_BODY_HEADER_NAMES: [&str; 4] =
    ["Content-Encoding", "Content-Language", "Content-Location", "Content-Type"];

/// [#http-redirect-fetch](https://fetch.spec.whatwg.org/#http-redirect-fetch)
#[derive(Debug)]
pub(super) struct HttpRedirectFetch {
    fetching: Fetching,
    response: HttpResponse,
}

impl HttpRedirectFetch {
    pub(super) const fn new(fetching: Fetching, response: HttpResponse) -> Self {
        Self { fetching, response }
    }

    pub(super) fn step(self, browser: &mut Browser) -> State {
        let Self { mut fetching, response } = self;
        // Steps 3 to 5.
        let url = match location_url(&fetching.url, &response.headers, browser.profile) {
            Location::Absent => return finish(fetching, &response, browser),
            Location::Failure(location) => {
                return fetching.fail(NetworkError::RedirectLocation { location }, browser);
            }
            Location::Url(url) => url,
        };
        let url_origin = Origin::from_url(&url);
        // Steps 6 to 11. A body that is a stream, for which step 11 fails, is not simulated.
        if let Some(error) = refusal(&fetching, &url, &url_origin, browser.profile) {
            let is_late = error == NetworkError::RedirectCredentials
                && fetching.tainting == ResponseTainting::Basic
                && browser.profile.has(Deviation::RedirectCredentialsFoundLate);
            if !is_late {
                return fetching.fail(error, browser);
            }
            fetching.doom = Some(error);
        }
        fetching.redirects += 1;
        let leaves = !fetching.url_origin.is_same_origin(&url_origin);
        restore_headers(&mut fetching, &url_origin, response.status, browser.profile);
        change_method(&mut fetching, response.status);
        // Step 13.
        if leaves {
            fetching.request.headers.delete(AUTHORIZATION);
        }
        deviate(&mut fetching, &response, &url_origin, browser.profile);
        // Steps 18 and 19.
        fetching.redirect_to(url, url_origin);
        if let Some(policy) = ReferrerPolicy::from_response(&response.headers) {
            fetching.request.referrer_policy = policy;
        }
        fetching.goes_on(browser, Algorithm::HttpRedirectFetch, "18", || {
            format!(
                "status {} leads to {} {}, whose `Origin` will be {}",
                response.status,
                fetching.request.method,
                fetching.url,
                Quoted(fetching.serialized_origin())
            )
        });
        MainFetch::new(fetching).step(browser)
    }
}

/// What engines do besides.
fn deviate(
    fetching: &mut Fetching,
    response: &HttpResponse,
    url_origin: &Origin,
    profile: Profile,
) {
    let is_abroad = !fetching.request.origin.is_same_origin(url_origin);
    if is_abroad && profile.has(Deviation::SafelistsClientHints) {
        for name in FLEETING_CLIENT_HINTS {
            fetching.request.headers.delete(name);
        }
    }
    let leaves = !fetching.url_origin.is_same_origin(url_origin);
    let is_delete = fetching.request.method == "DELETE";
    if leaves && is_delete && profile.has(Deviation::RedirectTurnsDeleteIntoGet) {
        "GET".clone_into(&mut fetching.request.method);
    }
    if fetching.tainting == ResponseTainting::Cors
        && fetching.began_at_home
        && fetching.request.credentials == CredentialsMode::SameOrigin
        && profile.has(Deviation::RedirectCheckIncludesCredentials)
    {
        let checked = cors_check(fetching.origin(), CredentialsMode::Include, &response.headers);
        fetching.doom = fetching.doom.take().or(checked.err().map(NetworkError::CorsCheck));
    }
}

/// Steps 6 to 10.
fn refusal(
    fetching: &Fetching,
    url: &Url,
    url_origin: &Origin,
    profile: Profile,
) -> Option<NetworkError> {
    if !is_http_scheme(url.scheme()) {
        return Some(NetworkError::RedirectScheme { scheme: url.scheme().to_owned() });
    }
    if fetching.redirects >= MAX_REDIRECTS {
        return Some(NetworkError::TooManyRedirects);
    }
    let leaves = fetching.request.mode == RequestMode::Cors
        && !fetching.request.origin.is_same_origin(url_origin);
    let is_refused = leaves
        || fetching.tainting == ResponseTainting::Cors
        || profile.has(Deviation::RedirectCredentialsFail);
    if includes_credentials(url) && is_refused {
        return Some(NetworkError::RedirectCredentials);
    }
    None
}

/// Step 12.
fn change_method(fetching: &mut Fetching, status: u16) {
    let request = &mut fetching.request;
    if becomes_get(&request.method, status) {
        "GET".clone_into(&mut request.method);
        delete_body_headers(&mut request.headers);
    }
}

fn becomes_get(method: &str, status: u16) -> bool {
    match status {
        301 | 302 => method == "POST",
        303 => !matches!(method, "GET" | "HEAD"),
        _ => false,
    }
}

fn delete_body_headers(headers: &mut HeaderList) {
    for name in REQUEST_BODY_HEADER_NAMES {
        headers.delete(name);
    }
}

/// What engines bring back that an earlier redirect removed.
fn restore_headers(fetching: &mut Fetching, url_origin: &Origin, status: u16, profile: Profile) {
    let leaves = !fetching.url_origin.is_same_origin(url_origin);
    let is_home = fetching.tainting == ResponseTainting::Basic
        && fetching.request.origin.is_same_origin(url_origin);
    let original = &fetching.original_headers;
    if profile.has(Deviation::RedirectRestoresHeaders) {
        let mut headers = original.clone();
        if becomes_get(&fetching.original_method, status) {
            delete_body_headers(&mut headers);
        }
        fetching.request.headers = headers;
        let mut named = original.clone();
        if leaves {
            named.delete(AUTHORIZATION);
        }
        if becomes_get(&fetching.request.method, status) {
            delete_body_headers(&mut named);
        }
        fetching.named_headers = Some(named);
    }
    if profile.has(Deviation::PreflightNamesOriginalHeaders) {
        fetching.named_headers = Some(original.clone());
    }
    let name = "Content-Type";
    if profile.has(Deviation::RedirectRestoresContentType)
        && !is_home
        && !fetching.request.headers.contains(name)
    {
        for value in original.values(name) {
            fetching.request.headers.append(name, value);
        }
    }
}

/// The standard's [location URL](https://fetch.spec.whatwg.org/#concept-response-location-url):
/// null, failure, or a URL.
enum Location {
    Absent,
    Failure(Vec<u8>),
    Url(Url),
}

/// How the bytes become text the standard leaves open (whatwg/fetch issue 883). Each byte beyond
/// ASCII is percent-encoded as it is, as engines and web-platform-tests have it: the isomorphic
/// decoding would make two bytes of UTF-8 two characters, and hence four bytes.
fn location_url(base: &Url, headers: &HeaderList, profile: Profile) -> Location {
    let Some(joined) = headers.get("Location") else { return Location::Absent };
    if joined.is_empty() && profile.has(Deviation::EmptyLocationFails) {
        return Location::Failure(Vec::new());
    }
    let mut values = headers.values("Location");
    let first = values.next().unwrap_or_default();
    let is_one = headers.values("Location").count() == 1;
    let is_equal = profile.has(Deviation::AcceptsEqualLocations) && values.all(|it| it == first);
    let is_joined = is_one || profile.has(Deviation::JoinsLocations);
    let value = if is_equal { first } else { &joined };
    let mut text = String::with_capacity(joined.len());
    for byte in value {
        if byte.is_ascii() {
            text.push(char::from(*byte));
        } else {
            text.extend(url::form_urlencoded::byte_serialize(&[*byte]));
        }
    }
    match base.join(&text) {
        Ok(mut url) if is_joined || is_equal => {
            if url.fragment().is_none() {
                url.set_fragment(base.fragment());
            }
            Location::Url(url)
        }
        _ => Location::Failure(joined.into_owned()),
    }
}
