//! The live server: sends what the browser would send, and nothing else.

use std::time::Duration;

use clap::Args;
use corsmith_fetch::{ExchangeKind, HeaderList, HttpRequest, HttpResponse};
use corsmith_simulate::{Answer, Network, NoResponse, NoResponseKind};
use ureq::http::{HeaderValue, Method, Request};

use crate::out::Out;

/// Longest head of a response, in bytes. Browsers take 256 KiB and more; servers send far less.
const MAX_HEAD_BYTES: usize = 64 * 1024;

/// How to ask a live server.
#[derive(Args)]
pub(super) struct LiveOptions {
    /// Ask the server at --url instead of a policy
    #[arg(long, requires = "url")]
    live: bool,
    /// Also send a request whose method is not GET, HEAD or OPTIONS: the server will carry it out
    #[arg(long, conflicts_with_all = ["policy", "cases"])]
    yes: bool,
    /// How long to wait for a connection, in seconds
    #[arg(long, value_name = "SECONDS", default_value_t = 5, conflicts_with_all = ["policy", "cases"], value_parser = clap::value_parser!(u64).range(1..=600))]
    connect_timeout: u64,
    /// How long one exchange may take, the connection included, in seconds
    #[arg(long, value_name = "SECONDS", default_value_t = 15, conflicts_with_all = ["policy", "cases"], value_parser = clap::value_parser!(u64).range(1..=600))]
    timeout: u64,
}

/// A live server. What is sent is said on standard error as it is sent.
pub(super) struct Live<'a> {
    agent: ureq::Agent,
    yes: bool,
    out: &'a mut Out,
}

impl<'a> Live<'a> {
    pub(super) fn new(options: &LiveOptions, out: &'a mut Out) -> Self {
        let config = ureq::Agent::config_builder()
            // A status is an answer, and a redirect is for the state machine to follow.
            .http_status_as_error(false)
            .max_redirects(0)
            .allow_non_standard_methods(true)
            // No proxy of the environment: it would answer for the server.
            .proxy(None)
            .timeout_connect(Some(Duration::from_secs(options.connect_timeout)))
            .timeout_global(Some(Duration::from_secs(options.timeout)))
            .max_response_header_size(MAX_HEAD_BYTES)
            // The body is not read, so the connection cannot be used again.
            .max_idle_connections(0)
            .user_agent(concat!("corsmith/", env!("CARGO_PKG_VERSION")))
            .accept("*/*")
            .accept_encoding("")
            .build();
        Self { agent: config.into(), yes: options.yes, out }
    }

    fn exchange(&self, request: &HttpRequest) -> Result<HttpResponse, NoResponse> {
        let method = Method::from_bytes(request.method.as_bytes())
            .map_err(|_| unsent(&format!("`{}` cannot be sent as a method", request.method)))?;
        // As #concept-http-network-or-cache-fetch, step 8.5 has it: a POST or PUT without a body
        // says so.
        let has_length = matches!(&*request.method, "POST" | "PUT" | "PATCH");
        let mut builder = Request::builder().method(method).uri(request.url.as_str());
        for (name, value) in request.headers.iter() {
            let value = HeaderValue::from_bytes(value)
                .map_err(|_| unsent(&format!("the value of `{name}` cannot be sent")))?;
            builder = builder.header(name, value);
        }
        let built =
            |error: ureq::http::Error| unsent(&format!("the request cannot be sent: {error}"));
        let response = if has_length {
            let empty: &[u8] = &[];
            self.agent.run(builder.body(empty).map_err(built)?)
        } else {
            self.agent.run(builder.body(()).map_err(built)?)
        };
        let response = response.map_err(|error| reason(&error))?;
        let mut headers = HeaderList::new();
        for (name, value) in response.headers() {
            headers.append(name.as_str(), value.as_bytes());
        }
        Ok(HttpResponse { status: response.status().as_u16(), headers })
    }
}

impl Network for Live<'_> {
    fn send(&mut self, request: &HttpRequest) -> Answer {
        let is_safe = matches!(&*request.method, "GET" | "HEAD" | "OPTIONS");
        if request.kind == ExchangeKind::Actual && !is_safe && !self.yes {
            return Answer::Withheld(format!(
                "the {} was not sent, since the server would carry it out: add `--yes` to send it",
                request.method
            ));
        }
        self.out.note(&format!("sends {} {}", request.method, request.url));
        match self.exchange(request) {
            Ok(response) => Answer::Response(response),
            Err(none) => Answer::Failed(none),
        }
    }
}

/// A request that could not even be written. A browser would have sent it; what came of it is not
/// known.
fn unsent(why: &str) -> NoResponse {
    NoResponse::closed(why)
}

/// Why no response came.
fn reason(error: &ureq::Error) -> NoResponse {
    let (kind, why) = match error {
        ureq::Error::HostNotFound => (NoResponseKind::NotFound, "the host is not found".to_owned()),
        ureq::Error::Timeout(ureq::Timeout::Connect) => {
            (NoResponseKind::TimedOut, "connecting took too long".to_owned())
        }
        ureq::Error::Timeout(_) => (NoResponseKind::TimedOut, "it took too long".to_owned()),
        ureq::Error::Io(error) => {
            let kind = match error.kind() {
                std::io::ErrorKind::ConnectionRefused => NoResponseKind::Refused,
                std::io::ErrorKind::TimedOut => NoResponseKind::TimedOut,
                _ => NoResponseKind::Closed,
            };
            let text = error.to_string();
            let text = text.split_once(" (os error").map_or(text.as_str(), |(text, _)| text);
            (kind, text.to_lowercase())
        }
        ureq::Error::ConnectionFailed => (NoResponseKind::Refused, error.to_string()),
        ureq::Error::LargeResponseHeader(_, _) => (
            NoResponseKind::Closed,
            format!("the head of the response is longer than {} KiB", MAX_HEAD_BYTES / 1024),
        ),
        other => (NoResponseKind::Closed, other.to_string()),
    };
    NoResponse { kind, why }
}
