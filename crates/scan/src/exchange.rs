//! A request and what became of it.

use std::net::SocketAddr;

use crate::{Failure, Request, Response, Stage};

/// A request and what became of it, as recorded.
#[derive(Debug, Clone)]
pub struct Exchange {
    /// What was sent.
    pub request: Request,
    /// What came back.
    pub outcome: Result<Response, Failure>,
    /// The address that was connected to, if there was a connection.
    pub peer: Option<SocketAddr>,
    /// What is known of TLS; `None` for plain HTTP.
    pub tls: Option<Tls>,
}

/// What is known of a TLS connection.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tls {
    /// The version, such as `TLSv1.3`.
    pub version: String,
    /// Why the certificate is not to be trusted; `None` where it is. Answers over such a connection
    /// are recorded only where the user asked for it.
    pub invalid: Option<String>,
    /// For how many whole days from the time of the connection the certificate is valid; negative
    /// once it has expired.
    pub valid_days: Option<i64>,
    /// For how many whole days the certificate is valid in all, to tell a certificate that nobody
    /// renews from one that never lives long.
    pub lifetime_days: Option<i64>,
}

impl Exchange {
    /// An exchange without a record of the connection: from a file, or in a test.
    #[must_use]
    pub fn new(request: Request, outcome: Result<Response, Failure>) -> Self {
        Self { request, outcome, peer: None, tls: None }
    }

    /// The answer, if there is one.
    #[must_use]
    pub fn response(&self) -> Option<&Response> {
        self.outcome.as_ref().ok()
    }

    /// Whether the request, or a part of it, was sent: false where there was no connection to send
    /// it over.
    ///
    /// ```
    /// use corsmith_scan::{Exchange, Failure, FailureKind, Request, Stage};
    ///
    /// let request = Request::new("GET", "https://api.example.com/".parse()?);
    /// let failed = |stage| {
    ///     let failure = Failure::new(stage, FailureKind::Timeout, "no answer within 5 s");
    ///     Exchange::new(request.clone(), Err(failure))
    /// };
    /// assert!(!failed(Stage::Tls).was_sent());
    /// assert!(failed(Stage::FirstByte).was_sent());
    /// # Ok::<(), url::ParseError>(())
    /// ```
    #[must_use]
    pub fn was_sent(&self) -> bool {
        self.outcome.as_ref().err().is_none_or(|failure| failure.stage >= Stage::Send)
    }

    /// The `Origin` that was sent, as text.
    #[must_use]
    pub fn origin(&self) -> Option<String> {
        self.request.headers.get("origin").map(|value| String::from_utf8_lossy(&value).into_owned())
    }
}
