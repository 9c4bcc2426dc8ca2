//! What is wrong with a request to the API: problem details.

use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use corsmith_operations::{Problem, ProblemKind};
use serde::Serialize;
use utoipa::ToSchema;

use crate::problem::PROBLEM_JSON;

/// What is wrong with a request: problem details
/// ([RFC 9457](https://www.rfc-editor.org/rfc/rfc9457)).
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = Problem)]
pub(super) struct ApiProblem {
    /// `about:blank`: the status says what kind of problem it is.
    r#type: &'static str,
    /// The status in words.
    title: &'static str,
    /// The status.
    #[schema(minimum = 400, maximum = 599)]
    status: u16,
    /// What is wrong, and where.
    #[schema(value_type = String)]
    detail: Box<str>,
    /// What would be right.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = String, required = false)]
    help: Option<Box<str>>,
    /// The place in the request's body: a JSON pointer (RFC 6901).
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = String, required = false)]
    pointer: Option<Box<str>>,
    /// Why the policy is refused, where it is.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(required = false)]
    findings: Vec<corsmith_report::wire::Finding>,
}

impl ApiProblem {
    /// `detail` is a sentence: what is wrong, and where.
    pub(super) fn new(status: StatusCode, detail: impl Into<Box<str>>) -> Self {
        Self {
            r#type: "about:blank",
            title: status.canonical_reason().unwrap_or("Error"),
            status: status.as_u16(),
            detail: detail.into(),
            help: None,
            pointer: None,
            findings: Vec::new(),
        }
    }

    pub(super) fn help(self, help: impl Into<Box<str>>) -> Self {
        Self { help: Some(help.into()), ..self }
    }

    pub(super) fn pointer(self, pointer: impl Into<Box<str>>) -> Self {
        Self { pointer: Some(pointer.into()), ..self }
    }

    /// The same problem of something that the address names.
    pub(super) fn not_found(problem: Problem) -> Self {
        let help = problem.help;
        let new = Self::new(StatusCode::NOT_FOUND, as_sentence(&problem.detail));
        Self { help: help.as_deref().map(|help| as_sentence(help).into()), ..new }
    }
}

impl From<Problem> for ApiProblem {
    fn from(problem: Problem) -> Self {
        let status = match problem.kind {
            ProblemKind::BadRequest => StatusCode::BAD_REQUEST,
            ProblemKind::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            ProblemKind::Refused => StatusCode::UNPROCESSABLE_ENTITY,
        };
        Self {
            help: problem.help.as_deref().map(|help| as_sentence(help).into()),
            findings: problem.findings,
            ..Self::new(status, as_sentence(&problem.detail))
        }
    }
}

impl IntoResponse for ApiProblem {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::BAD_REQUEST);
        // Texts and numbers can always be written.
        let text = serde_json::to_string(&self).unwrap_or_default();
        (status, [(CONTENT_TYPE, PROBLEM_JSON)], text).into_response()
    }
}

/// The crates' messages begin in lower case and have no full stop: they are parts of lines there.
fn as_sentence(text: &str) -> String {
    let mut chars = text.chars();
    let first = chars.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
    let stop = if text.ends_with(['.', '!', '?']) { "" } else { "." };
    format!("{first}{}{stop}", chars.as_str())
}
