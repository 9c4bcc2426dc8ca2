//! What is sent and answered.

use std::fmt;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::scanning::{Job, Progress};

/// After how many milliseconds a client asks for further events.
const RETRY_MILLISECONDS: u32 = 250;

/// What to scan.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ScanRequest {
    /// A URL, or a host, which is taken for `https`.
    pub(super) url: String,
    /// What it is: a site with pages, by default, or an API.
    #[serde(default)]
    pub(super) profile: ScanProfile,
    /// Send every probe. The host has to publish its token; the answer says which.
    #[serde(default)]
    pub(super) own: bool,
}

/// The kind of a site.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum ScanProfile {
    /// Pages that people visit.
    #[default]
    Site,
    /// An API, which shows nobody a page.
    Api,
}

/// A scan that goes on: `corsmith.scan-job/v1`.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ScanJobDocument {
    /// `corsmith.scan-job/v1`.
    schema: &'static str,
    /// What is scanned.
    url: String,
    /// `queued`, `asking`, `done`, or `failed`: it ended without a report, which is a bug.
    state: &'static str,
    /// How many requests were sent.
    requests: usize,
    /// Where the report is: 202 and this document until there is one.
    report: String,
    /// Where its events are.
    events: String,
    /// The page for people.
    page: String,
}

impl ScanJobDocument {
    pub(super) fn new(job: &Job) -> Self {
        let (state, requests) = match &*job.progress.borrow() {
            Progress::Queued => ("queued", 0),
            Progress::Asking { sent } => ("asking", *sent),
            Progress::Done(report) => ("done", report.recording.entries.len()),
            Progress::Failed => ("failed", 0),
        };
        let id = job.id.as_str();
        Self {
            schema: "corsmith.scan-job/v1",
            url: job.url.clone(),
            state,
            requests,
            report: format!("/api/v1/scan/{id}"),
            events: format!("/api/v1/scan/{id}/events"),
            page: format!("/scan/{id}"),
        }
    }
}

/// A server-sent event: its fields, each a line of the stream.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ScanEvent {
    /// After how many milliseconds to ask for the next one.
    retry: u32,
    /// What to send as `Last-Event-ID` then.
    pub(super) id: String,
    /// `progress`, or `done` at the end.
    event: &'static str,
    /// `corsmith.scan-job/v1`, as a text.
    data: String,
}

impl ScanEvent {
    pub(super) fn new(job: &Job) -> Self {
        let document = ScanJobDocument::new(job);
        Self {
            retry: RETRY_MILLISECONDS,
            id: format!("{}-{}", document.state, document.requests),
            event: if matches!(document.state, "done" | "failed") { "done" } else { "progress" },
            // Texts and numbers can always be written.
            data: serde_json::to_string(&document).unwrap_or_default(),
        }
    }
}

impl fmt::Display for ScanEvent {
    /// Writes it as the stream has it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { retry, id, event, data } = self;
        write!(f, "retry: {retry}\nid: {id}\nevent: {event}\ndata: {data}\n\n")
    }
}
