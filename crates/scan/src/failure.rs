//! Why there is no answer.

use std::fmt;

/// How far an exchange came.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stage {
    /// The URL, before anything is sent.
    Address,
    /// Resolving the name.
    Resolve,
    /// Opening the connection.
    Connect,
    /// The TLS handshake.
    Tls,
    /// Sending the request.
    Send,
    /// Waiting for the first byte of the answer.
    FirstByte,
    /// Reading the head of the answer.
    Head,
    /// Reading its body.
    Body,
}

impl fmt::Display for Stage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Address => "checking the address",
            Self::Resolve => "resolving the name",
            Self::Connect => "connecting",
            Self::Tls => "the TLS handshake",
            Self::Send => "sending the request",
            Self::FirstByte => "waiting for the answer",
            Self::Head => "reading the head of the answer",
            Self::Body => "reading the body of the answer",
        })
    }
}

/// What went wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FailureKind {
    /// The address guard does not let this be asked: a private address, port or scheme.
    Forbidden,
    /// There is no such name, or no address for it.
    NoAddress,
    /// A deadline passed.
    Timeout,
    /// The connection was refused, reset or closed.
    Connection,
    /// The certificate is not valid for this host and time.
    Certificate,
    /// TLS did not come about for another reason: no TLS at this port, an alert, noise.
    Handshake,
    /// The answer is not HTTP, or malformed so that no client should read it.
    Malformed,
    /// The answer exceeds a limit on size or count.
    TooLarge,
    /// The scan was stopped, or its budget was used up.
    Stopped,
}

/// Why there is no answer. `Display` is one sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// How far it came.
    pub stage: Stage,
    /// What went wrong.
    pub kind: FailureKind,
    /// What exactly: one clause, without a full stop.
    pub detail: String,
    /// What whoever asked can do about it, where there is something: one clause, without a full
    /// stop.
    pub help: Option<&'static str>,
    /// What came over the wire before it failed, at most [`MAX_FAILED_BYTES`] of it.
    pub received: Vec<u8>,
}

/// Most bytes that a [`Failure`] keeps as evidence.
pub const MAX_FAILED_BYTES: usize = 4 * 1024;

impl Failure {
    /// A failure before anything came back.
    ///
    /// ```
    /// use corsmith_scan::{Failure, FailureKind, Stage};
    ///
    /// let failure = Failure::new(Stage::Connect, FailureKind::Timeout, "no answer within 5 s");
    /// assert_eq!(failure.to_string(), "connecting: no answer within 5 s");
    /// ```
    #[must_use]
    pub fn new(stage: Stage, kind: FailureKind, detail: impl Into<String>) -> Self {
        Self { stage, kind, detail: detail.into(), help: None, received: Vec::new() }
    }

    /// The same with what can be done about it.
    ///
    /// ```
    /// use corsmith_scan::{Failure, FailureKind, Stage};
    ///
    /// let failure = Failure::new(Stage::Connect, FailureKind::Connection, "it was refused");
    /// assert_eq!(failure.help("start the server").help, Some("start the server"));
    /// ```
    #[must_use]
    pub fn help(mut self, help: &'static str) -> Self {
        self.help = Some(help);
        self
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.stage, self.detail)
    }
}

impl std::error::Error for Failure {}
