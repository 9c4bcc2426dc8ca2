//! What one engine makes of it.

use corsmith_diagnose::{FailedFetch, Initiator, console_messages, page_error};
use corsmith_fetch::names::ACCESS_CONTROL_REQUEST_METHOD;
use corsmith_fetch::{Engine, ExchangeKind, HeaderList, Request};

use crate::story::difference::Difference;
use crate::story::headers::header_text;
use crate::story::recorder::{Answer, NoResponseKind};
use crate::story::run::Run;

/// What one engine makes of it.
#[derive(Clone, Debug)]
pub struct InBrowser {
    /// Which.
    pub engine: Engine,
    /// What it does.
    pub run: Run,
    /// How that differs from the standard; `None` where the standard could not be compared, since it
    /// would have asked something else.
    pub difference: Option<Difference>,
    /// What it prints to the console, line by line.
    pub console: Vec<String>,
    /// What `fetch()` rejects with; `None` where it resolves, or where the constructor of the request
    /// throws an error with a text of its own.
    pub page_error: Option<&'static str>,
}

impl InBrowser {
    /// `None` for the standard, which prints nothing.
    pub(super) fn new(
        run: Run,
        difference: Option<Difference>,
        page: &str,
        url: &str,
        request: Option<&Request>,
    ) -> Option<Self> {
        let engine = run.profile.engine()?;
        let has_failed = run.outcome.result.is_err() && run.is_complete();
        let threw = run.outcome.threw_before_network();
        let page_error =
            if has_failed && !threw { page_error(engine, Initiator::Fetch) } else { None };
        let console =
            if has_failed { console(engine, &run, page, url, request) } else { Vec::new() };
        Some(Self { engine, run, difference, console, page_error })
    }
}

fn console(
    engine: Engine,
    run: &Run,
    page: &str,
    url: &str,
    request: Option<&Request>,
) -> Vec<String> {
    let Err(failure) = &run.outcome.result else { return Vec::new() };
    let initial_url = request.map_or_else(|| url.to_owned(), |request| request.url().to_string());
    let own_method = request.map_or("GET", Request::method);
    let exchange = run.at_fault();
    let method = exchange.map_or_else(
        || own_method.to_owned(),
        |exchange| match exchange.request.kind {
            ExchangeKind::Actual => exchange.request.method.clone(),
            ExchangeKind::Preflight => {
                let value = exchange.request.headers.get(ACCESS_CONTROL_REQUEST_METHOD);
                value.map_or_else(String::new, |value| header_text(&value))
            }
        },
    );
    let at = exchange.map_or_else(|| initial_url.clone(), |it| it.request.url.to_string());
    let response = exchange.and_then(|exchange| match &exchange.answer {
        Answer::Response(response) => Some((response.status, &response.headers)),
        _ => None,
    });
    let none = HeaderList::new();
    let failed = FailedFetch {
        initiator: Initiator::Fetch,
        method: &method,
        url: &at,
        initial_url: &initial_url,
        origin: page,
        request_headers: request.map_or(&none, Request::headers),
        error: &failure.error,
        response,
    };
    let kind = exchange.and_then(|exchange| match &exchange.answer {
        Answer::Failed(none) => Some(none.kind),
        _ => None,
    });
    let lines = console_messages(engine, &failed).into_iter();
    let lines = lines.map(|line| kind.map_or(line.clone(), |kind| reworded(&line, kind)));
    // A console shows a line as it is; what a server put into it must not steer a terminal.
    lines.map(|line| line.chars().map(visible).collect()).collect()
}

/// The engines' messages for a connection that was closed, where it failed otherwise: each engine
/// says why in words of its network stack, of which the causes know one.
fn reworded(line: &str, kind: NoResponseKind) -> String {
    let (chromium, webkit) = match kind {
        NoResponseKind::Refused => {
            ("net::ERR_CONNECTION_REFUSED", "Could not connect to the server.")
        }
        NoResponseKind::NotFound => (
            "net::ERR_NAME_NOT_RESOLVED",
            "A server with the specified hostname could not be found.",
        ),
        NoResponseKind::TimedOut => ("net::ERR_CONNECTION_TIMED_OUT", "The request timed out."),
        NoResponseKind::Closed => return line.to_owned(),
    };
    line.replace("net::ERR_EMPTY_RESPONSE", chromium)
        .replace("The network connection was lost.", webkit)
}

fn visible(char: char) -> String {
    if char.is_control() { char.escape_unicode().collect() } else { char.to_string() }
}
