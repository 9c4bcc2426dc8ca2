//! Templates as answers.

use askama::Template;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};

/// The page as an answer.
pub(crate) fn html(template: &impl Template) -> Response {
    match template.render() {
        Ok(text) => ([(header::CONTENT_TYPE, "text/html; charset=utf-8")], text).into_response(),
        // Writing to memory fails only where a filter does, and these templates have none that can.
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

/// A file to save. `name` is ours, never the user's.
pub(crate) fn attachment(name: &str, contents: Vec<u8>) -> Response {
    let disposition = format!("attachment; filename=\"{name}\"");
    let is_archive = contents.starts_with(b"PK\x03\x04");
    let kind = if is_archive { "application/zip" } else { "text/plain; charset=utf-8" };
    let headers =
        [(header::CONTENT_TYPE, kind.to_owned()), (header::CONTENT_DISPOSITION, disposition)];
    (headers, contents).into_response()
}
