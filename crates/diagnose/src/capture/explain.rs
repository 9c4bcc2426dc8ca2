//! What became of recorded exchanges: the state machine of the standard, run on their headers.

mod chain;
mod curl_command;
mod finding;
mod known;
mod request;
mod run;

use chain::{Chain, chains};
use corsmith_fetch::CredentialsMode;
use request::{Reconstruction, UNKNOWN_ORIGIN, is_same_origin_everywhere};
use run::{Run, run};

pub use finding::{Assumption, ExchangeFinding, ExchangeVerdict};
pub use known::KnownPage;

use super::exchange::{CapturedExchange, text_of};
use super::mask::mask;

/// Explains recorded exchanges: preflights are paired with their requests, redirects are followed,
/// and each fetch is run through the state machine with the responses as they were recorded.
///
/// There is a finding for each fetch that may be judged, passing ones included
/// ([`ExchangeFinding::passes`]), in the order of the exchanges. Left out are what the CORS protocol
/// has nothing to do with: navigations, and the fetches of a HAR file to the page's own origin.
/// What the capture does not say is assumed, and listed as an [`Assumption`].
///
/// ```
/// use corsmith_diagnose::capture::{Assumption, explain_exchanges, read_curl};
///
/// let curl = "$ curl -i https://api.example/\nHTTP/2 200\naccess-control-allow-origin: *\n";
/// let finding = &explain_exchanges(&read_curl(curl))[0];
/// assert!(finding.passes());
/// // The server was not told who asks, and might have answered otherwise.
/// assert!(finding.assumptions.contains(&Assumption::OriginNotSent));
/// ```
#[must_use]
pub fn explain_exchanges(exchanges: &[CapturedExchange]) -> Vec<ExchangeFinding> {
    explain_exchanges_of(exchanges, &KnownPage::default())
}

/// The same, with what else is known of the page: from a console message pasted beside.
///
/// ```
/// use corsmith_diagnose::capture::{KnownPage, explain_exchanges_of, read_curl};
/// use corsmith_fetch::Origin;
///
/// let curl = "HTTP/2 200\naccess-control-allow-origin: https://www.app.example\n";
/// let known = KnownPage {
///     origin: Origin::parse("https://app.example").ok(),
///     url: Some("https://api.example/".into()),
///     ..KnownPage::default()
/// };
/// assert!(!explain_exchanges_of(&read_curl(curl), &known)[0].passes());
/// ```
#[must_use]
pub fn explain_exchanges_of(
    exchanges: &[CapturedExchange],
    known: &KnownPage,
) -> Vec<ExchangeFinding> {
    let numbered: Vec<_> = exchanges.iter().enumerate().collect();
    explain_numbered(&numbered, known)
}

/// The same, for exchanges whose numbers in the capture are given.
pub(super) fn explain_numbered(
    exchanges: &[(usize, &CapturedExchange)],
    known: &KnownPage,
) -> Vec<ExchangeFinding> {
    let mut findings: Vec<_> =
        chains(exchanges).iter().filter_map(|chain| explain(chain, exchanges, known)).collect();
    findings.sort_by_key(|finding| finding.index);
    findings
}

fn explain(
    chain: &Chain,
    exchanges: &[(usize, &CapturedExchange)],
    known: &KnownPage,
) -> Option<ExchangeFinding> {
    let again = Reconstruction::of(chain, exchanges, known)?;
    let is_har = chain.all().any(|index| exchanges[index].1.is_of_browser());
    if is_har && is_same_origin_everywhere(&again, chain, exchanges) {
        return None;
    }
    let mut assumptions = again.assumptions.clone();
    let (credentials, mut done, other) = match again.credentials {
        Some(mode) => (mode, run(&again, mode, chain, exchanges), None),
        None => both_ways(&again, chain, exchanges, known),
    };
    if other.is_some() {
        assumptions.push(Assumption::Credentials { mode: credentials });
    }
    assumptions.append(&mut done.assumptions);
    let (number, exchange) = exchanges[done.at];
    let asked = again.init.origin.serialize();
    let is_origin_told = !again.assumptions.contains(&Assumption::OriginNotSent);
    let is_recorded = !matches!(done.verdict, ExchangeVerdict::NotRecorded { .. });
    let wants_command = !is_har && (!is_origin_told || !is_recorded);
    Some(ExchangeFinding {
        index: number,
        preflight: chain.preflights.first().map(|index| exchanges[*index].0),
        method: again.init.method.clone(),
        url: mask(&again.shown_url).into_owned(),
        page_origin: (asked != UNKNOWN_ORIGIN).then_some(asked),
        credentials,
        status: exchange.status,
        request_headers: finding::telling_headers(&exchange.request_headers),
        response_headers: finding::telling_headers(&exchange.response_headers),
        browser_error: exchange.error.as_deref().map(|error| mask(error).into_owned()),
        command: wants_command.then(|| curl_command::command(&again, &done, chain)),
        verdict: done.verdict,
        with_other_credentials: other,
        assumptions,
    })
}

/// Without a sign of the credentials mode both are tried. Where they differ, the one that agrees
/// with how the exchange ended is taken.
fn both_ways(
    again: &Reconstruction,
    chain: &Chain,
    exchanges: &[(usize, &CapturedExchange)],
    known: &KnownPage,
) -> (CredentialsMode, Run, Option<ExchangeVerdict>) {
    let same_origin = run(again, CredentialsMode::SameOrigin, chain, exchanges);
    let include = run(again, CredentialsMode::Include, chain, exchanges);
    if same_origin.verdict.code() == include.verdict.code()
        && same_origin.verdict.passes() == include.verdict.passes()
    {
        return (CredentialsMode::SameOrigin, same_origin, None);
    }
    let failed = known.has_failed
        || chain.all().any(|index| exchanges[index].1.error.is_some())
        || chain.hops.iter().any(|index| exchanges[*index].1.status.is_none());
    if failed && same_origin.verdict.passes() {
        (CredentialsMode::Include, include, Some(same_origin.verdict))
    } else {
        (CredentialsMode::SameOrigin, same_origin, Some(include.verdict))
    }
}

/// The value of a request's header.
fn request_header(exchange: &CapturedExchange, name: &str) -> Option<String> {
    text_of(&exchange.request_headers, name)
}
