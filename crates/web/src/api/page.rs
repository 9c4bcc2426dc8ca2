//! `/api`: the page about the API, for people.

use askama::Template;
use axum::http::{HeaderMap, header};
use axum::response::Response;

use super::examples::{EXAMPLES, Example};
use crate::limits::{MAX_API_BYTES, MAX_API_DIAGNOSE_BYTES};
use crate::page::{Page, Section};
use crate::render::html;

/// `GET /api`.
pub(super) async fn api(headers: HeaderMap) -> Response {
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok());
    html(&ApiPage {
        page: Page::new(
            "API",
            "Build, lint, simulate and diagnose a CORS policy from programs: JSON over HTTP, and MCP.",
            Section::Other,
        ),
        host: host.unwrap_or("127.0.0.1:8787"),
        examples: &EXAMPLES,
        limit: MAX_API_BYTES >> 20,
        diagnose_limit: MAX_API_DIAGNOSE_BYTES >> 20,
    })
}

#[derive(Template)]
#[template(path = "api.html")]
struct ApiPage<'a> {
    page: Page,
    host: &'a str,
    examples: &'static [Example],
    /// In MiB.
    limit: usize,
    diagnose_limit: usize,
}
