//! Why a request has no document.

use std::fmt;

use corsmith_report::wire;
use serde::Serialize;
use utoipa::ToSchema;

/// Why a request has no document: the members that
/// [RFC 9457](https://www.rfc-editor.org/rfc/rfc9457) calls `title` and `detail`, and what helps.
/// `Display` is the detail.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Problem {
    /// Whose fault it is, and in what way.
    pub kind: ProblemKind,
    /// The kind in words: the same for every problem of a kind.
    pub title: &'static str,
    /// What is wrong: one sentence without its full stop.
    pub detail: String,
    /// What to do about it, if that can be told.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub help: Option<String>,
    /// Why the policy is refused; left out for every other kind.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub findings: Vec<wire::Finding>,
}

/// What kind of problem it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ProblemKind {
    /// The request names something that is not there, or that is malformed. HTTP: 400.
    BadRequest,
    /// Something of it is over a limit. HTTP: 413.
    TooLarge,
    /// The policy is refused, and the operation needs a valid one. HTTP: 422.
    Refused,
}

impl Problem {
    /// A request that cannot be answered.
    ///
    /// ```
    /// use corsmith_operations::Problem;
    ///
    /// let problem = Problem::bad_request("there is no target `ngnix`").with_help("try `nginx`");
    /// assert_eq!(problem.to_string(), "there is no target `ngnix`");
    /// assert_eq!(problem.help.as_deref(), Some("try `nginx`"));
    /// ```
    #[must_use]
    pub fn bad_request(detail: impl Into<String>) -> Self {
        Self::new(ProblemKind::BadRequest, "the request is wrong", detail.into())
    }

    /// A request over a limit.
    ///
    /// ```
    /// let problem = corsmith_operations::Problem::too_large("the text is too long");
    /// assert_eq!(problem.title, "the request is too large");
    /// ```
    #[must_use]
    pub fn too_large(detail: impl Into<String>) -> Self {
        Self::new(ProblemKind::TooLarge, "the request is too large", detail.into())
    }

    pub(crate) fn refused(findings: Vec<wire::Finding>, errors: usize) -> Self {
        let detail = format!("the policy is refused: {}", corsmith_report::plural(errors, "error"));
        let problem = Self::new(ProblemKind::Refused, "the policy is refused", detail);
        Self { findings, ..problem }.with_help("correct what `findings` lists, then ask again")
    }

    /// The same with what to do about it.
    ///
    /// ```
    /// let problem = corsmith_operations::Problem::too_large("too long").with_help("give less");
    /// assert_eq!(problem.help.as_deref(), Some("give less"));
    /// ```
    #[must_use]
    pub fn with_help(self, help: impl Into<String>) -> Self {
        Self { help: Some(help.into()), ..self }
    }

    fn new(kind: ProblemKind, title: &'static str, detail: String) -> Self {
        Self { kind, title, detail, help: None, findings: Vec::new() }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.detail)
    }
}

impl std::error::Error for Problem {}
