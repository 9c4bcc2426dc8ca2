//! The fetch() state machine: what a browser sends, and what the page gets.
//!
//! One struct a state, consumed by its step:
//!
//! ```text
//! Request ─▶ MainFetch ─▶ HttpFetch ─▶ AwaitingPreflight ─▶ AwaitingResponse ─▶ HttpRedirectFetch
//!               ▲                                                                    │
//!               └────────────────────────────────────────────────────────────────────┘
//! ```
//!
//! Any of them may end in an [`Outcome`]. The two that wait are handed out ([`State`]); whoever has
//! them sends [`AwaitingPreflight::request`] or [`AwaitingResponse::request`] by whatever means, and
//! calls `receive` with what came back. [`fetch`] does so with a [`Transport`] until the end.

mod fetching;
mod http_fetch;
mod http_redirect_fetch;
mod main_fetch;
mod outcome;
mod preflight_fetch;
mod transport;

use std::time::Duration;

use crate::deviation::Deviation;
use crate::names::NULL;
use crate::origin::Origin;
use crate::preflight_cache::PreflightCache;
use crate::profile::Profile;
use crate::request::{Request, RequestInit, RequestMode};
use crate::safelisted_request_header::guard_no_cors;
use crate::trace::Trace;
use fetching::Fetching;
use main_fetch::MainFetch;

pub use http_fetch::AwaitingResponse;
pub use outcome::{Failure, Outcome};
pub use preflight_fetch::AwaitingPreflight;
pub use transport::{HttpRequest, Transport};

/// The browser in which a page fetches: what it remembers from one fetch to the next.
///
/// ```
/// use corsmith_fetch::{Browser, Engine, Profile, Trace};
///
/// let mut browser = Browser::new(Profile::of(Engine::Firefox));
/// browser.trace = Trace::on();
/// assert!(browser.cache.entries().is_empty());
/// ```
#[derive(Clone, Debug)]
pub struct Browser {
    /// Whose behaviour it has.
    pub profile: Profile,
    /// Its CORS-preflight cache.
    pub cache: PreflightCache,
    /// The time since some beginning. It is whoever simulates who lets it pass.
    pub now: Duration,
    /// Where the steps are recorded; [`Trace::off`] at first.
    pub trace: Trace,
}

impl Browser {
    /// A browser just started.
    #[must_use]
    pub const fn new(profile: Profile) -> Self {
        Self { profile, cache: PreflightCache::new(), now: Duration::ZERO, trace: Trace::off() }
    }
}

/// A fetch that has begun.
#[derive(Debug)]
pub enum State {
    /// It waits for the response to a CORS-preflight request.
    Preflight(AwaitingPreflight),
    /// It waits for the response to the request itself.
    Actual(AwaitingResponse),
    /// It has ended.
    Done(Outcome),
}

/// Begins a fetch: [#main-fetch](https://fetch.spec.whatwg.org/#main-fetch).
///
/// ```
/// use corsmith_fetch::{
///     Browser, HttpResponse, Origin, Profile, Request, RequestInit, State, start,
/// };
///
/// let init = RequestInit::new(Origin::parse("https://app.example")?, "https://api.example/");
/// let mut browser = Browser::new(Profile::STANDARD);
/// let State::Actual(waiting) = start(Request::new(&init)?, &mut browser) else { unreachable!() };
/// assert_eq!(waiting.request().headers.get("Origin").as_deref(), Some(&b"https://app.example"[..]));
/// let response = HttpResponse { status: 200, headers: Default::default() };
/// let State::Done(outcome) = waiting.receive(Some(response), &mut browser) else { unreachable!() };
/// assert_eq!(outcome.result.unwrap_err().error.code(), "allow-origin-missing");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn start(mut request: Request, browser: &mut Browser) -> State {
    let profile = browser.profile;
    if profile.has(Deviation::DropsUserAgent) {
        request.headers.delete("User-Agent");
    }
    if request.mode == RequestMode::NoCors {
        request.headers = guard_no_cors(profile, &request.headers);
    }
    let is_tuple = request.origin != Origin::Opaque;
    if profile.has(Deviation::CacheForgetsNull)
        || (is_tuple && profile.has(Deviation::CacheForgetsTaint))
    {
        browser.cache.clear_origin(NULL);
    }
    MainFetch::new(Fetching::new(request)).step(browser)
}

/// `fetch(url, init)` from beginning to end, [`Request::new`] included.
///
/// Whatever is given, it ends: after 20 redirects at the latest.
///
/// ```
/// use corsmith_fetch::{Browser, HttpRequest, HttpResponse, Origin, Profile, RequestInit, fetch};
///
/// let mut init = RequestInit::new(Origin::parse("https://app.example")?, "https://api.example/");
/// init.method = "DELETE".into();
/// let mut browser = Browser::new(Profile::STANDARD);
/// let mut server = |_: &HttpRequest| {
///     let headers = [("Access-Control-Allow-Origin", "*"), ("Access-Control-Allow-Methods", "*")];
///     Some(HttpResponse { status: 200, headers: headers.into_iter().collect() })
/// };
/// let outcome = fetch(&init, &mut browser, &mut server);
/// let methods: Vec<_> = outcome.requests.iter().map(|request| &request.method[..]).collect();
/// assert_eq!(methods, ["OPTIONS", "DELETE"]);
/// assert_eq!(outcome.result.unwrap().status, 200);
/// # Ok::<(), corsmith_fetch::OriginError>(())
/// ```
pub fn fetch(init: &RequestInit, browser: &mut Browser, transport: &mut impl Transport) -> Outcome {
    let request = match Request::new(init) {
        Ok(request) => request,
        Err(error) => return Outcome::threw(error, browser),
    };
    let mut state = start(request, browser);
    loop {
        state = match state {
            State::Preflight(waiting) => {
                let response = transport.send(waiting.request());
                waiting.receive(response, browser)
            }
            State::Actual(waiting) => {
                let response = transport.send(waiting.request());
                waiting.receive(response, browser)
            }
            State::Done(outcome) => return outcome,
        };
    }
}
