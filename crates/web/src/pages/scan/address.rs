//! What the address of a scan leads to.

use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

use crate::problem::Problem;
use crate::scanning::{Job, JobId, Scanning};

/// Whoever has the address may read what is there: no cache has to have both, and no search engine
/// lists it.
const PRIVATE: [(HeaderName, HeaderValue); 2] = [
    (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    (HeaderName::from_static("x-robots-tag"), HeaderValue::from_static("noindex")),
];

/// The scan, while it is kept.
pub(super) fn find(scanning: Option<Scanning>, id: &str) -> Option<Job> {
    scanning?.job(&JobId::parse(id)?)
}

/// An answer for whoever has the address.
pub(super) fn private(mut response: Response) -> Response {
    response.headers_mut().extend(PRIVATE);
    response
}

/// The answer where nothing is kept.
pub(super) fn unknown() -> Response {
    Problem::new(StatusCode::NOT_FOUND, "There is no such report, or not any more.")
        .help("Reports are kept for an hour: scan again.")
        .into_response()
}
