//! A document as an answer.

use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use serde::Serialize;

use super::problem::ApiProblem;
use crate::problem::Problem;

/// What every operation's handler returns.
pub(super) type Answered<T> = Result<Answer<T>, ApiProblem>;

/// A document, as JSON.
pub(super) struct Answer<T>(pub(super) T);

impl<T: Serialize> IntoResponse for Answer<T> {
    fn into_response(self) -> Response {
        match serde_json::to_vec(&self.0) {
            Ok(json) => ([(CONTENT_TYPE, "application/json")], json).into_response(),
            // Documents have texts, numbers and lists only, all of which can be written.
            Err(_) => Problem::bug().into_response(),
        }
    }
}
