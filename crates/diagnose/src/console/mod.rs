//! What a browser prints to its console for a fetch that failed.

mod chromium;
mod firefox;
mod status_text;
mod webkit;

use corsmith_fetch::{CorsCheckFailure, Engine, NetworkError, PreflightFailure};
use url::Url;

use crate::engine_messages::current;
use crate::failed_fetch::{FailedFetch, Initiator};

/// What the engine prints to its console, line by line, when the fetch fails: as DevTools and the
/// Web Inspector show it, without source positions. Nothing where the engine prints nothing.
///
/// Where the constructor of the request throws, it is the line of an error that the page does not
/// catch, for `fetch()`. The texts are those of Chromium 156, Firefox 153 and WebKitGTK 2.50, and
/// what an engine is known not to print is not printed here either: Firefox says nothing of a
/// refused redirect mode. Where the connection fails, Chromium names how; here it is always the
/// connection that was closed before a response.
///
/// ```
/// use corsmith_diagnose::{FailedFetch, Initiator, console_messages};
/// use corsmith_fetch::{CorsCheckFailure, Engine, HeaderList, NetworkError};
///
/// let (error, headers) = (NetworkError::CorsCheck(CorsCheckFailure::AllowOriginMissing), HeaderList::new());
/// let failed = FailedFetch {
///     initiator: Initiator::Fetch,
///     method: "GET",
///     url: "https://api.example/",
///     initial_url: "https://api.example/",
///     origin: "https://app.example",
///     request_headers: &headers,
///     error: &error,
///     response: Some((404, &headers)),
/// };
/// assert_eq!(
///     console_messages(Engine::Chromium, &failed),
///     [
///         "Access to fetch at 'https://api.example/' from origin 'https://app.example' has been \
///          blocked by CORS policy: No 'Access-Control-Allow-Origin' header is present on the \
///          requested resource.",
///         "GET https://api.example/ net::ERR_FAILED 404 (Not Found)",
///     ],
/// );
/// ```
#[must_use]
pub fn console_messages(engine: Engine, failed: &FailedFetch<'_>) -> Vec<String> {
    match engine {
        Engine::Chromium => chromium::lines(failed),
        Engine::Firefox => firefox::lines(failed),
        Engine::WebKit => webkit::lines(failed),
    }
}

/// What the page's script gets, whatever the cause: `fetch()` rejects with this error, and an
/// `XMLHttpRequest` has status 0 and an `error` event without any text.
///
/// ```
/// use corsmith_diagnose::{Initiator, page_error};
/// use corsmith_fetch::Engine;
///
/// assert_eq!(page_error(Engine::WebKit, Initiator::Fetch), Some("TypeError: Load failed"));
/// assert_eq!(page_error(Engine::WebKit, Initiator::XmlHttpRequest), None);
/// ```
#[must_use]
pub const fn page_error(engine: Engine, initiator: Initiator) -> Option<&'static str> {
    match (initiator, engine) {
        (Initiator::Fetch, Engine::Chromium) => Some("TypeError: Failed to fetch"),
        (Initiator::Fetch, Engine::Firefox) => {
            Some("TypeError: NetworkError when attempting to fetch resource.")
        }
        (Initiator::Fetch, Engine::WebKit) => Some("TypeError: Load failed"),
        _ => None,
    }
}

/// Fills the engine's current message of this name; nothing if there is none.
fn message(engine: Engine, id: &str, values: &[(&str, &str)]) -> String {
    let value = |name: &str| {
        values.iter().find(|(own, _)| *own == name).map(|(_, value)| (*value).to_owned())
    };
    current(engine, id).map(|template| template.fill(value)).unwrap_or_default()
}

/// The failed CORS check, of either response.
const fn cors_check(error: &NetworkError) -> Option<&CorsCheckFailure> {
    match error {
        NetworkError::CorsCheck(failure)
        | NetworkError::Preflight(PreflightFailure::CorsCheck(failure)) => Some(failure),
        _ => None,
    }
}

/// All values of a header field of the response at fault, joined.
fn response_header(failed: &FailedFetch<'_>, name: &str) -> String {
    let value = failed.response.and_then(|(_, headers)| headers.get(name));
    String::from_utf8_lossy(&value.unwrap_or_default()).into_owned()
}

/// The status of the response at fault, if it is a redirect's.
fn redirect_status(failed: &FailedFetch<'_>) -> Option<u16> {
    let (status, _) = failed.response?;
    corsmith_fetch::is_redirect_status(status).then_some(status)
}

/// Where the redirect at fault leads, as far as it can be parsed.
fn redirect_target(failed: &FailedFetch<'_>) -> String {
    let location = response_header(failed, "Location");
    match Url::parse(failed.url).and_then(|url| url.join(&location)) {
        Ok(url) => url.to_string(),
        Err(_) => location,
    }
}
