//! Which exchanges are one fetch.

use std::collections::HashMap;

use corsmith_fetch::is_redirect_status;
use corsmith_fetch::names::{
    ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS, ACCESS_CONTROL_REQUEST_METHOD,
    ORIGIN,
};
use url::Url;

use super::request_header;
use crate::capture::exchange::{CapturedExchange, text_of};

/// More redirects are never followed (HTTP-redirect fetch, step 7), nor looked for.
const MAX_HOPS: usize = 22;

/// The exchanges of one fetch, as indices: its preflights, and its requests from one redirect to the
/// next. One of the two may be empty, not both.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Chain {
    pub(super) preflights: Vec<usize>,
    pub(super) hops: Vec<usize>,
}

impl Chain {
    pub(super) fn all(&self) -> impl Iterator<Item = usize> {
        self.preflights.iter().chain(&self.hops).copied()
    }
}

/// Sorts exchanges into chains.
///
/// A redirect leads to the first later exchange of that URL; a preflight is for the nearest request
/// of its URL, method and origin. Browsers record a preflight before or after its request.
pub(super) fn chains(exchanges: &[(usize, &CapturedExchange)]) -> Vec<Chain> {
    let mut by_url: HashMap<&str, Places> = HashMap::new();
    for (index, (_, exchange)) in exchanges.iter().enumerate() {
        let places = by_url.entry(without_fragment(exchange)).or_default();
        let list =
            if is_preflight(exchange) { &mut places.preflights } else { &mut places.requests };
        list.push(index);
    }
    let mut is_taken = vec![false; exchanges.len()];
    let mut chains = Vec::new();
    for (index, (_, exchange)) in exchanges.iter().enumerate() {
        if is_taken[index] || is_preflight(exchange) {
            continue;
        }
        let mut chain = Chain::default();
        let mut hop = Some(index);
        while let Some(index) = hop.filter(|_| chain.hops.len() < MAX_HOPS) {
            is_taken[index] = true;
            chain.hops.push(index);
            let (_, exchange) = exchanges[index];
            let preflight = by_url
                .get_mut(without_fragment(exchange))
                .and_then(|places| places.take_preflight(index, exchanges));
            if let Some(preflight) = preflight {
                is_taken[preflight] = true;
                chain.preflights.push(preflight);
            }
            hop = redirect_target(exchange)
                .and_then(|url| by_url.get_mut(&*url)?.take_request_after(index, &is_taken));
        }
        chains.push(chain);
    }
    for (index, taken) in is_taken.into_iter().enumerate() {
        if !taken {
            chains.push(Chain { preflights: vec![index], hops: Vec::new() });
        }
    }
    chains
}

/// The exchanges of one URL, in order.
#[derive(Debug, Default)]
struct Places {
    preflights: Vec<usize>,
    requests: Vec<usize>,
    /// Requests before this place have been taken or passed.
    next_request: usize,
}

impl Places {
    /// The nearest preflight that is for this request, if any. The search goes over a few only: a
    /// capture with thousands of preflights of one URL would take its square in time.
    fn take_preflight(
        &mut self,
        request: usize,
        exchanges: &[(usize, &CapturedExchange)],
    ) -> Option<usize> {
        const NEAR: usize = 16;
        let middle = self.preflights.partition_point(|preflight| *preflight < request);
        let from = middle.saturating_sub(NEAR);
        let near = &self.preflights[from..(middle + NEAR).min(self.preflights.len())];
        let fitting = near
            .iter()
            .enumerate()
            .filter(|(_, preflight)| is_for(exchanges[**preflight].1, exchanges[request].1));
        let (place, _) = fitting.min_by_key(|(_, preflight)| preflight.abs_diff(request))?;
        Some(self.preflights.remove(from + place))
    }

    fn take_request_after(&mut self, index: usize, is_taken: &[bool]) -> Option<usize> {
        let from = self.next_request;
        let (place, request) = self.requests[from..]
            .iter()
            .enumerate()
            .find(|(_, request)| **request > index && !is_taken[**request])
            .map(|(place, request)| (from + place, *request))?;
        self.next_request = place + 1;
        Some(request)
    }
}

/// Whether it is a CORS-preflight exchange. Of a bare response only the headers can tell.
pub(super) fn is_preflight(exchange: &CapturedExchange) -> bool {
    let is_options =
        exchange.method.as_deref().map(|method| method.eq_ignore_ascii_case("OPTIONS"));
    let asks = exchange.request_headers.contains(ACCESS_CONTROL_REQUEST_METHOD)
        || exchange.resource_type.as_deref() == Some("preflight");
    let answers = exchange.response_headers.contains(ACCESS_CONTROL_ALLOW_METHODS)
        || exchange.response_headers.contains(ACCESS_CONTROL_ALLOW_HEADERS);
    match is_options {
        Some(is_options) => is_options && (asks || answers),
        None => answers && exchange.request_headers.is_empty(),
    }
}

fn is_for(preflight: &CapturedExchange, request: &CapturedExchange) -> bool {
    let agree = |one: Option<String>, other: Option<String>| {
        one.is_none() || other.is_none() || one == other
    };
    agree(request_header(preflight, ORIGIN), request_header(request, ORIGIN))
        && agree(request_header(preflight, ACCESS_CONTROL_REQUEST_METHOD), request.method.clone())
}

/// Where a redirect leads, without a fragment.
fn redirect_target(exchange: &CapturedExchange) -> Option<String> {
    let location = text_of(&exchange.response_headers, "Location")?;
    let base = Url::parse(exchange.url.as_deref()?).ok()?;
    let mut url = base.join(&location).ok()?;
    url.set_fragment(None);
    exchange.status.is_some_and(is_redirect_status).then(|| url.into())
}

fn without_fragment(exchange: &CapturedExchange) -> &str {
    let url = exchange.url.as_deref().unwrap_or_default();
    url.split('#').next().unwrap_or_default()
}
