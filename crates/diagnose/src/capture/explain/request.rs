//! The request that a page must have made, from what was recorded of it.

use corsmith_fetch::names::{
    ACCESS_CONTROL_ALLOW_ORIGIN, ACCESS_CONTROL_REQUEST_HEADERS, ACCESS_CONTROL_REQUEST_METHOD,
    AUTHORIZATION, NULL, ORIGIN,
};
use corsmith_fetch::{
    CredentialsMode, Origin, PreflightFlag, RequestInit, RequestMode, is_cors_safelisted_method,
};
use url::Url;

use super::chain::{Chain, is_preflight};
use super::{Assumption, KnownPage, request_header};
use crate::capture::exchange::{CapturedExchange, text_of};

/// Stands in where nothing tells the page's origin: [RFC 6761](https://www.rfc-editor.org/rfc/rfc6761)
/// keeps the name from being anybody's.
pub(super) const UNKNOWN_ORIGIN: &str = "https://page.invalid";

/// Stands in where nothing tells the URL.
const UNKNOWN_URL: &str = "https://server.invalid/";

/// What people read in its place.
pub(super) const UNKNOWN_SHOWN: &str = "(unknown)";

/// Headers that browsers add by themselves, beyond the forbidden ones, which the constructor drops.
const ADDED_BY_BROWSERS: [&str; 8] = [
    "accept",
    "accept-language",
    "cache-control",
    "pragma",
    "priority",
    "upgrade-insecure-requests",
    "user-agent",
    "x-client-data",
];

/// A fetch as it was made, as far as can be told.
#[derive(Clone, Debug)]
pub(super) struct Reconstruction {
    pub(super) init: RequestInit,
    /// `None` where nothing tells.
    pub(super) credentials: Option<CredentialsMode>,
    pub(super) assumptions: Vec<Assumption>,
    /// What to call the URL.
    pub(super) shown_url: String,
}

impl Reconstruction {
    /// `None` for what the CORS protocol has nothing to do with, or for no usable URL.
    pub(super) fn of(
        chain: &Chain,
        exchanges: &[(usize, &CapturedExchange)],
        known: &KnownPage,
    ) -> Option<Self> {
        let at = |index: &usize| exchanges[*index].1;
        let preflight = chain.preflights.first().map(at);
        let request = chain.hops.first().map(at);
        let first = request.or(preflight)?;
        let mode = if preflight.is_some() { RequestMode::Cors } else { mode(first)? };
        let mut assumptions = Vec::new();

        let url = first.url.clone().or_else(|| known.url.clone());
        if url.is_none() {
            assumptions.push(Assumption::UrlUnknown);
        }
        let shown_url = url.clone().unwrap_or_else(|| UNKNOWN_SHOWN.to_owned());
        // A user name in the URL of a `curl` command is `Authorization`; browsers refuse such URLs.
        let mut parsed = Url::parse(url.as_deref().unwrap_or(UNKNOWN_URL)).ok()?;
        // These fail only for URLs without a host, which have none to remove.
        let _ = parsed.set_username("");
        let _ = parsed.set_password(None);
        if !matches!(parsed.scheme(), "http" | "https") {
            return None;
        }

        let origin = page_origin(preflight, request, known, &mut assumptions);
        let mut init = RequestInit::new(origin, parsed);
        init.mode = mode;
        let asked_method =
            preflight.and_then(|own| request_header(own, ACCESS_CONTROL_REQUEST_METHOD));
        let own_method = request.and_then(|own| own.method.clone());
        init.method =
            asked_method.or(own_method).or_else(|| known.method.clone()).unwrap_or_else(|| {
                assumptions.push(Assumption::MethodUnknown);
                "GET".to_owned()
            });
        init.headers = author_headers(preflight, request);
        let is_due = !is_cors_safelisted_method(&init.method) || !init.headers.is_empty();
        if preflight.is_some() && !is_due {
            // A preflight that was sent was due, even where what it was for cannot be told. Not
            // where it can: with the flag, a missing `Access-Control-Allow-Methods` allows the method.
            init.use_cors_preflight_flag = PreflightFlag::Set;
        }
        let credentials = credentials(preflight, request).or(known.credentials);
        Some(Self { init, credentials, assumptions, shown_url })
    }
}

/// Whether every URL of the chain is of the page's own origin.
pub(super) fn is_same_origin_everywhere(
    again: &Reconstruction,
    chain: &Chain,
    exchanges: &[(usize, &CapturedExchange)],
) -> bool {
    chain.all().all(|index| {
        let url = exchanges[index].1.url.as_deref().and_then(|url| Url::parse(url).ok());
        url.is_some_and(|url| Origin::from_url(&url).is_same_origin(&again.init.origin))
    })
}

/// The mode of a request without a preflight; `None` for navigations and the like.
fn mode(exchange: &CapturedExchange) -> Option<RequestMode> {
    match request_header(exchange, "Sec-Fetch-Mode").as_deref() {
        Some("cors") => return Some(RequestMode::Cors),
        Some("no-cors") => return Some(RequestMode::NoCors),
        Some("same-origin") => return Some(RequestMode::SameOrigin),
        Some(_) => return None,
        None => {}
    }
    match exchange.resource_type.as_deref() {
        // `curl` and Firefox do not tell.
        None | Some("fetch" | "xhr" | "font" | "eventsource" | "preflight" | "other") => {
            Some(RequestMode::Cors)
        }
        Some("document" | "websocket") => None,
        Some(_) => request_header(exchange, ORIGIN).map(|_| RequestMode::Cors),
    }
}

fn page_origin(
    preflight: Option<&CapturedExchange>,
    request: Option<&CapturedExchange>,
    known: &KnownPage,
    assumptions: &mut Vec<Assumption>,
) -> Origin {
    let both = || request.into_iter().chain(preflight);
    if let Some(text) = both().find_map(|own| request_header(own, ORIGIN)) {
        if text == NULL {
            return Origin::Opaque;
        }
        if let Ok(origin) = Origin::parse(&text) {
            return origin;
        }
    }
    if !both().any(CapturedExchange::is_of_browser) {
        assumptions.push(Assumption::OriginNotSent);
    }
    if let Some(origin) = &known.origin {
        return origin.clone();
    }
    let page = both().find_map(|own| {
        let address = request_header(own, "Referer").or_else(|| own.initiator_page.clone())?;
        Url::parse(&address).ok()
    });
    if let Some(page) = page {
        assumptions.push(Assumption::OriginOfReferrer);
        return Origin::from_url(&page);
    }
    let allowed = both().find_map(|own| {
        let value = text_of(&own.response_headers, ACCESS_CONTROL_ALLOW_ORIGIN)?;
        // Also what no browser sends, such as a slash at the end: whichever page is meant, it fails.
        Origin::parse(&value).ok().filter(|origin| matches!(origin, Origin::Tuple(_)))
    });
    if let Some(origin) = allowed {
        assumptions.push(Assumption::OriginAsAllowed);
        return origin;
    }
    Origin::parse(UNKNOWN_ORIGIN).unwrap_or(Origin::Opaque)
}

/// The headers that the page's script set. A preflight names the ones that matter; else they are
/// what is left without those that browsers add.
fn author_headers(
    preflight: Option<&CapturedExchange>,
    request: Option<&CapturedExchange>,
) -> Vec<(String, Vec<u8>)> {
    if let Some(preflight) = preflight.filter(|own| is_preflight(own)) {
        let names = request_header(preflight, ACCESS_CONTROL_REQUEST_HEADERS).unwrap_or_default();
        let names = names.split(',').map(str::trim).filter(|name| !name.is_empty());
        // Being named, they were not safelisted, and a colon keeps any of them from being so
        // (CORS-unsafe request-header byte).
        return names.map(|name| (name.to_owned(), b":".to_vec())).collect();
    }
    let Some(request) = request else { return Vec::new() };
    let fields = request.request_headers.iter();
    fields
        .filter(|(name, _)| !ADDED_BY_BROWSERS.contains(&&*name.to_ascii_lowercase()))
        .map(|(name, value)| (name.to_owned(), value.to_vec()))
        .collect()
}

/// A cookie, or an `Authorization` that no preflight asked about, is sent by the browser only with
/// `include`, as far as the URL is cross-origin.
fn credentials(
    preflight: Option<&CapturedExchange>,
    request: Option<&CapturedExchange>,
) -> Option<CredentialsMode> {
    let headers = &request?.request_headers;
    let asked = preflight.map(|own| {
        request_header(own, ACCESS_CONTROL_REQUEST_HEADERS).unwrap_or_default().to_ascii_lowercase()
    });
    let is_added = asked.is_some_and(|names| {
        !names.split(',').any(|name| name.trim().eq_ignore_ascii_case(AUTHORIZATION))
    });
    let sends = headers.contains("Cookie") || (headers.contains(AUTHORIZATION) && is_added);
    sends.then_some(CredentialsMode::Include)
}
