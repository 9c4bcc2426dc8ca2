//! The state machine, with recorded responses for a network.

use corsmith_fetch::names::{
    ACCESS_CONTROL_ALLOW_CREDENTIALS, ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS,
    ACCESS_CONTROL_ALLOW_ORIGIN, ACCESS_CONTROL_REQUEST_HEADERS, ACCESS_CONTROL_REQUEST_METHOD,
    ORIGIN,
};
use corsmith_fetch::{
    Browser, CredentialsMode, ExchangeKind, HeaderList, HttpRequest, HttpResponse, NetworkError,
    Outcome, PreflightFlag, Profile, Request, State, start,
};

use super::chain::Chain;
use super::request::{Reconstruction, UNKNOWN_ORIGIN};
use super::{Assumption, ExchangeVerdict};
use crate::capture::exchange::CapturedExchange;
use crate::capture::mask::mask;

/// How a run ended.
#[derive(Clone, Debug)]
pub(super) struct Run {
    pub(super) verdict: ExchangeVerdict,
    /// The index of the exchange that decided.
    pub(super) at: usize,
    pub(super) assumptions: Vec<Assumption>,
}

/// Runs a fetch with the recorded responses, by the standard to the letter.
pub(super) fn run(
    again: &Reconstruction,
    credentials: CredentialsMode,
    chain: &Chain,
    exchanges: &[(usize, &CapturedExchange)],
) -> Run {
    let mut init = again.init.clone();
    init.credentials = credentials;
    let first = chain.all().next().unwrap_or_default();
    let mut running = Running { chain, exchanges, at: first, hop: 0, assumptions: Vec::new() };
    let mut browser = Browser::new(Profile::STANDARD);
    let request = match Request::new(&init) {
        Ok(request) => request,
        Err(error) => {
            let error = NetworkError::Constructor(error);
            return running.end(failure(&error, ExchangeKind::Actual));
        }
    };
    let mut state = start(request, &mut browser);
    loop {
        state = match state {
            State::Preflight(waiting) => match running.preflight(waiting.request(), &init) {
                Ok(response) => waiting.receive(response, &mut browser),
                Err(verdict) => return running.end(verdict),
            },
            State::Actual(waiting) => match running.actual(waiting.request()) {
                Ok(response) => waiting.receive(response, &mut browser),
                Err(verdict) => return running.end(verdict),
            },
            State::Done(outcome) => {
                let verdict = verdict(outcome);
                return running.end(verdict);
            }
        };
    }
}

struct Running<'a> {
    chain: &'a Chain,
    exchanges: &'a [(usize, &'a CapturedExchange)],
    at: usize,
    /// How many of the chain's requests have been sent.
    hop: usize,
    assumptions: Vec<Assumption>,
}

impl Running<'_> {
    fn end(self, verdict: ExchangeVerdict) -> Run {
        Run { verdict, at: self.at, assumptions: self.assumptions }
    }

    fn preflight(
        &mut self,
        request: &HttpRequest,
        init: &corsmith_fetch::RequestInit,
    ) -> Result<Option<HttpResponse>, ExchangeVerdict> {
        let url = request.url.as_str();
        let recorded = self.chain.preflights.iter().find(|index| {
            let own = self.exchanges[**index].1.url.as_deref();
            self.chain.hops.is_empty() || own.is_none_or(|own| own.split('#').next() == Some(url))
        });
        if let Some(index) = recorded {
            self.at = *index;
            return self.response(*index, ExchangeKind::Preflight);
        }
        // Without a response to the request there is nothing that a passed preflight could explain.
        let next = self.chain.hops.get(self.hop).map(|index| self.exchanges[*index].1);
        if next.is_none_or(|next| next.status.is_none()) {
            self.at = self.chain.hops.get(self.hop).copied().unwrap_or(self.at);
            return Err(not_recorded(request, ExchangeKind::Preflight));
        }
        if init.use_cors_preflight_flag == PreflightFlag::Unset {
            self.assumptions.push(Assumption::PreflightNotRecorded);
        }
        Ok(Some(permission(request)))
    }

    fn actual(&mut self, request: &HttpRequest) -> Result<Option<HttpResponse>, ExchangeVerdict> {
        if self.chain.hops.is_empty() {
            return Err(ExchangeVerdict::PreflightPasses);
        }
        let Some(index) = self.chain.hops.get(self.hop).copied() else {
            return Err(not_recorded(request, ExchangeKind::Actual));
        };
        let is_only_command = self.exchanges[index].1.status.is_none()
            && self.exchanges[index].1.error.is_none()
            && !self.chain.preflights.is_empty();
        if is_only_command {
            return Err(ExchangeVerdict::PreflightPasses);
        }
        self.at = index;
        self.hop += 1;
        self.response(index, ExchangeKind::Actual)
    }

    /// The recorded response, or no response if the capture says why there is none.
    fn response(
        &self,
        index: usize,
        during: ExchangeKind,
    ) -> Result<Option<HttpResponse>, ExchangeVerdict> {
        let exchange = self.exchanges[index].1;
        if let Some(status) = exchange.status {
            return Ok(Some(HttpResponse { status, headers: exchange.response_headers.clone() }));
        }
        let url = mask(exchange.url.as_deref().unwrap_or_default()).into_owned();
        match exchange.error.as_deref() {
            // What Chromium writes for any CORS failure, too.
            None | Some("net::ERR_FAILED" | "canceled" | "net::ERR_ABORTED") => {
                Err(ExchangeVerdict::NotRecorded { during, url })
            }
            Some(error) => match own_cause(error) {
                Some(code) => Err(ExchangeVerdict::Fails {
                    code,
                    during,
                    step: None,
                    message: format!("the browser itself stopped the request: {}", mask(error)),
                }),
                None => Ok(None),
            },
        }
    }
}

/// The cause of an error by which a browser stops a request and that is not the network's.
fn own_cause(error: &str) -> Option<&'static str> {
    let code = error.strip_prefix("net::").unwrap_or(error);
    Some(match code {
        "ERR_BLOCKED_BY_CLIENT" | "ERR_BLOCKED_BY_ADMINISTRATOR" => "blocked-by-client",
        "ERR_BLOCKED_BY_CSP" => "content-security-policy",
        "ERR_BLOCKED_BY_ORB" => "opaque-response-blocking",
        "ERR_BLOCKED_BY_LOCAL_NETWORK_ACCESS_CHECKS"
        | "ERR_BLOCKED_BY_PRIVATE_NETWORK_ACCESS_CHECKS" => "local-network-permission",
        "ERR_TOO_MANY_REDIRECTS" => "too-many-redirects",
        "ERR_UNSAFE_PORT" => "bad-port",
        _ if code.starts_with("ERR_BLOCKED_BY_RESPONSE") => "resource-policy",
        _ => return None,
    })
}

fn verdict(outcome: Outcome) -> ExchangeVerdict {
    match outcome.result {
        Ok(response) => ExchangeVerdict::Passes { readable_headers: response.readable_headers },
        Err(found) => {
            let during = found.exchange.and_then(|index| outcome.requests.get(index));
            failure(&found.error, during.map_or(ExchangeKind::Actual, |request| request.kind))
        }
    }
}

fn failure(error: &NetworkError, during: ExchangeKind) -> ExchangeVerdict {
    ExchangeVerdict::Fails {
        code: error.code(),
        during,
        step: Some(error.step()),
        message: mask(&error.to_string()).replace(&format!("`{UNKNOWN_ORIGIN}`"), "unknown"),
    }
}

fn not_recorded(request: &HttpRequest, during: ExchangeKind) -> ExchangeVerdict {
    ExchangeVerdict::NotRecorded { during, url: mask(request.url.as_str()).into_owned() }
}

/// The answer to a preflight that allows what is asked.
fn permission(request: &HttpRequest) -> HttpResponse {
    let asked = |name| request.headers.get(name).unwrap_or_default();
    let mut headers = HeaderList::new();
    headers.append(ACCESS_CONTROL_ALLOW_ORIGIN, asked(ORIGIN));
    headers.append(ACCESS_CONTROL_ALLOW_CREDENTIALS, "true");
    headers.append(ACCESS_CONTROL_ALLOW_METHODS, asked(ACCESS_CONTROL_REQUEST_METHOD));
    headers.append(ACCESS_CONTROL_ALLOW_HEADERS, asked(ACCESS_CONTROL_REQUEST_HEADERS));
    HttpResponse { status: 204, headers }
}
