//! `/api`: the operations over HTTP, and the page about them.
//!
//! A request is JSON, and so is the answer: the document that `corsmith … --format json` prints.
//! What is wrong with a request is told as problem details (RFC 9457).

mod answer;
mod body;
mod examples;
mod openapi;
mod operations;
mod page;
mod problem;
mod scan;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};

use crate::limits::{MAX_API_BYTES, MAX_API_DIAGNOSE_BYTES};
use crate::scanning::Scanning;

/// The routes of the API.
pub(crate) fn routes(scanning: Option<Scanning>) -> Router {
    let diagnose = post(operations::diagnose).layer(DefaultBodyLimit::max(MAX_API_DIAGNOSE_BYTES));
    Router::new()
        .route("/api/v1/build", post(operations::build))
        .route("/api/v1/lint", post(operations::lint))
        .route("/api/v1/respond", post(operations::respond))
        .route("/api/v1/simulate", post(operations::simulate))
        .route("/api/v1/import", post(operations::import))
        .route("/api/v1/diagnose", diagnose)
        .merge(scan::routes(scanning))
        .route("/api/v1/targets", get(operations::targets))
        .route("/api/v1/targets/{name}", get(operations::target))
        .route("/api/v1/presets", get(operations::presets))
        .route("/api/v1/openapi.json", get(openapi::openapi))
        .route("/api", get(page::api))
        .layer(DefaultBodyLimit::max(MAX_API_BYTES))
}

#[cfg(test)]
mod tests;
