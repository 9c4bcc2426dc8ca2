//! `/scan/ID`: how far a scan is, then its report, and the report as a file.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use corsmith_report::plural;
use corsmith_report::scan::{ScanFormat, ScanReport, WriterOptions, wire, write_all};

use crate::filters;
use crate::page::{Page, Section};
use crate::problem::Problem;
use crate::render::{attachment, html};
use crate::scanning::{Job, JobId, Progress, Scanning};

/// `GET /scan/ID`.
pub(super) async fn report(
    State(scanning): State<Option<Scanning>>,
    Path(id): Path<String>,
) -> Response {
    let Some(job) = find(scanning, &id) else { return unknown() };
    let url = job.url.clone();
    let page = |title: &str| {
        let description = "What a scan found, how sure it is, the evidence and the fix.";
        Page::new(title, description, Section::Scan)
    };
    let progress = job.progress.borrow().clone();
    match progress {
        Progress::Done(report) => html(&ReportPage {
            page: page("Scan report"),
            id,
            report: wire::Report::new(&report),
            formats: ScanFormat::ALL,
        }),
        Progress::Queued => html(&WaitingPage { page: page("Scanning"), id, url, sent: 0 }),
        Progress::Asking { sent } => html(&WaitingPage { page: page("Scanning"), id, url, sent }),
    }
}

/// `GET /scan/ID/report.json`, and the other formats.
pub(super) async fn download(
    State(scanning): State<Option<Scanning>>,
    Path((id, file)): Path<(String, String)>,
) -> Response {
    let report = find(scanning, &id).and_then(|job| job.report());
    let extension = file.strip_prefix("report.").unwrap_or_default();
    let format = ScanFormat::ALL.into_iter().find(|format| format.extension() == extension);
    let (Some(report), Some(format)) = (report, format) else { return unknown() };
    let text = file_of(&report, format);
    attachment(&format!("corsmith-scan.{extension}"), text.into_bytes())
}

fn file_of(report: &ScanReport, format: ScanFormat) -> String {
    write_all(format, WriterOptions::default(), std::slice::from_ref(report))
}

fn find(scanning: Option<Scanning>, id: &str) -> Option<Job> {
    scanning?.job(&JobId::parse(id)?)
}

fn unknown() -> Response {
    Problem::new(StatusCode::NOT_FOUND, "There is no such report, or not any more.")
        .help("Reports are kept for an hour: scan again.")
        .into_response()
}

#[derive(Template)]
#[template(path = "scan_waiting.html")]
struct WaitingPage {
    page: Page,
    id: String,
    url: String,
    sent: usize,
}

#[derive(Template)]
#[template(path = "scan_report.html")]
struct ReportPage {
    page: Page,
    id: String,
    report: wire::Report,
    formats: [ScanFormat; 7],
}

impl ReportPage {
    fn requests(&self) -> String {
        plural(self.report.requests, "request")
    }

    fn led_elsewhere(&self) -> Option<&str> {
        self.report.led_to.as_deref().filter(|led_to| *led_to != self.report.target)
    }

    /// The exchanges that show a finding.
    fn evidence<'a>(
        &'a self,
        finding: &'a wire::Finding,
    ) -> impl Iterator<Item = (&'a str, &'a wire::Exchange)> {
        let exchange = |place: usize| self.report.exchanges.get(place);
        finding
            .evidence
            .iter()
            .filter_map(move |it| Some((it.seen.as_str(), exchange(it.exchange)?)))
    }

    /// How the site's style shows a severity.
    fn class(severity: &str) -> &'static str {
        match severity {
            "critical" | "high" => "error",
            "medium" | "low" => "warning",
            _ => "info",
        }
    }
}
