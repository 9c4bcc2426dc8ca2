//! Scans: started, followed by server-sent events, and read as `corsmith.scan/v1`.

mod documents;

use std::time::Duration;

use axum::Router;
use axum::extract::{Extension, Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use corsmith_report::scan::{ScanDocument, ScanFormat, WriterOptions, write_all};

use documents::{ScanEvent, ScanJobDocument, ScanProfile, ScanRequest};

use super::answer::Answer;
use super::body::Body;
use super::problem::ApiProblem;
use crate::scanning::{Job, JobId, Refusal, Scanning, Unproven, Wish};
use crate::server::ClientAddress;

/// How long an answer with events waits for the next one.
const EVENT_WAIT: Duration = Duration::from_secs(10);

/// Whoever has the address may read it; no cache has to have both.
const NOT_STORED: [(header::HeaderName, &str); 1] = [(header::CACHE_CONTROL, "no-store")];

pub(super) fn routes(scanning: Option<Scanning>) -> Router {
    Router::new()
        .route("/api/v1/scan", post(start))
        .route("/api/v1/scan/{id}", get(report))
        .route("/api/v1/scan/{id}/events", get(events))
        .with_state(scanning)
}

/// Start a scan
///
/// Only servers that were started with `--enable-scan` do this. Without `own` one ordinary request
/// is sent. Who asks for the same scan within a minute gets the same one.
#[utoipa::path(
    post,
    path = "/api/v1/scan",
    tag = "scans",
    request_body = ScanRequest,
    responses(
        (
            status = 202,
            description = "`corsmith.scan-job/v1`: the scan goes on",
            body = ScanJobDocument,
            headers(("Location" = String, description = "Where the report is once there is one")),
        ),
        (status = 403, description = "This server does not scan, or the host does not publish its token", body = ApiProblem),
        (status = 429, description = "Too many scans; `Retry-After` says when to try again", body = ApiProblem),
    )
)]
pub(super) async fn start(
    State(scanning): State<Option<Scanning>>,
    Extension(client): Extension<ClientAddress>,
    headers: HeaderMap,
    Body(request): Body<ScanRequest>,
) -> Result<Response, ApiProblem> {
    let scanning = scanning.ok_or_else(not_enabled)?;
    if !scanning.is_from_here(&headers) {
        let detail = "Pages of other sites cannot start scans.";
        return Err(ApiProblem::new(StatusCode::FORBIDDEN, detail));
    }
    let is_api = request.profile == ScanProfile::Api;
    let wish = Wish { url: request.url, is_api, is_own: request.own };
    match scanning.start(wish, client.0).await {
        Ok(job) => {
            let location = [(header::LOCATION, format!("/api/v1/scan/{}", job.id.as_str()))];
            Ok((StatusCode::ACCEPTED, location, Answer(ScanJobDocument::new(&job))).into_response())
        }
        Err(refusal) => refused(refusal),
    }
}

fn refused(refusal: Refusal) -> Result<Response, ApiProblem> {
    match refusal {
        Refusal::Target(message, help) => {
            let problem = ApiProblem::new(StatusCode::UNPROCESSABLE_ENTITY, message);
            Err(problem.help(help).pointer("/url"))
        }
        Refusal::NotOwned(Unproven { host, line, url, record }) => {
            let detail = format!("`{host}` does not publish `{line}`.");
            let or = record.map(|name| format!(", or as a TXT record of `{name}`"));
            let help = format!("Publish that line at `{url}`{}.", or.unwrap_or_default());
            Err(ApiProblem::new(StatusCode::FORBIDDEN, detail).help(help))
        }
        Refusal::Busy(what, seconds) => {
            let problem = ApiProblem::new(StatusCode::TOO_MANY_REQUESTS, what);
            let mut response = problem.into_response();
            response.headers_mut().insert(header::RETRY_AFTER, seconds.into());
            Ok(response)
        }
    }
}

/// Read a report
///
/// `corsmith.scan/v1`, as `corsmith scan --format json` prints it, once the scan is over.
#[utoipa::path(
    get,
    path = "/api/v1/scan/{id}",
    tag = "scans",
    params(("id" = String, Path, description = "What the scan's `report` has")),
    responses(
        (status = 200, description = "`corsmith.scan/v1`", body = ScanDocument),
        (status = 202, description = "`corsmith.scan-job/v1`: the scan goes on", body = ScanJobDocument),
        (status = 404, description = "There is no such scan, or not any more", body = ApiProblem),
    )
)]
pub(super) async fn report(
    State(scanning): State<Option<Scanning>>,
    Path(id): Path<String>,
) -> Result<Response, ApiProblem> {
    let job = find(scanning, &id)?;
    if job.has_failed() {
        let detail = "The scan ended without a report: this is a bug of Corsmith.";
        return Err(ApiProblem::new(StatusCode::INTERNAL_SERVER_ERROR, detail));
    }
    let Some(report) = job.report() else {
        let document = Answer(ScanJobDocument::new(&job));
        return Ok((StatusCode::ACCEPTED, NOT_STORED, document).into_response());
    };
    let reports = std::slice::from_ref(&*report);
    let text = write_all(ScanFormat::Json, WriterOptions::default(), reports);
    Ok((NOT_STORED, [(header::CONTENT_TYPE, "application/json")], text).into_response())
}

/// Follow a scan
///
/// Server-sent events: `progress` with `corsmith.scan-job/v1`, and `done` with the same at the
/// end, also where the scan failed.
/// An answer has the events since `Last-Event-ID`, or waits for the next one and ends, so that no
/// connection is held; `EventSource` asks again by itself.
#[utoipa::path(
    get,
    path = "/api/v1/scan/{id}/events",
    tag = "scans",
    params(("id" = String, Path, description = "What the scan's `report` has")),
    responses(
        (status = 200, description = "Events, one of them in an answer", body = ScanEvent, content_type = "text/event-stream"),
        (status = 404, description = "There is no such scan, or not any more", body = ApiProblem),
    )
)]
pub(super) async fn events(
    State(scanning): State<Option<Scanning>>,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Result<Response, ApiProblem> {
    let mut job = find(scanning, &id)?;
    let known = headers.get("last-event-id").and_then(|id| id.to_str().ok());
    job.progress.mark_unchanged();
    if known == Some(&ScanEvent::new(&job).id) {
        // Whether it changed or not, there is something to say.
        let _ = tokio::time::timeout(EVENT_WAIT, job.progress.changed()).await;
    }
    let text = ScanEvent::new(&job).to_string();
    Ok((NOT_STORED, [(header::CONTENT_TYPE, "text/event-stream")], text).into_response())
}

fn find(scanning: Option<Scanning>, id: &str) -> Result<Job, ApiProblem> {
    let scanning = scanning.ok_or_else(not_enabled)?;
    JobId::parse(id).and_then(|id| scanning.job(&id)).ok_or_else(|| {
        ApiProblem::new(StatusCode::NOT_FOUND, "There is no such scan, or not any more.")
            .help("Reports are kept for an hour.")
    })
}

fn not_enabled() -> ApiProblem {
    ApiProblem::new(StatusCode::FORBIDDEN, "This server does not scan.")
        .help("Start it with `corsmith serve --enable-scan`, or run `corsmith scan`.")
}
