//! `/scan/ID`: how far a scan is, then its report, and the report as a file.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::{HeaderValue, StatusCode, header};
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
    let response = match progress {
        Progress::Done(report) => html(&ReportPage {
            page: page("Scan report"),
            id,
            report: wire::Report::new(&report),
            formats: ScanFormat::ALL,
        }),
        Progress::Queued => html(&WaitingPage { page: page("Scanning"), id, url, sent: 0 }),
        Progress::Asking { sent } => html(&WaitingPage { page: page("Scanning"), id, url, sent }),
        Progress::Failed => {
            Problem::new(StatusCode::INTERNAL_SERVER_ERROR, "The scan ended without a report.")
                .help("This is a bug of Corsmith, not of the site: please report it.")
                .into_response()
        }
    };
    not_stored(response)
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
    not_stored(attachment(&format!("corsmith-scan.{extension}"), text.into_bytes()))
}

/// Whoever has the address may read the report; no cache has to have both.
fn not_stored(mut response: Response) -> Response {
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
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

    /// What the grade lost points for.
    fn costly(&self) -> Vec<&wire::Point> {
        let points = self.report.grade.iter().flat_map(|grade| &grade.points);
        points.filter(|point| point.delta < 0).collect()
    }

    /// A message as a sentence of a page; what is quoted at its beginning keeps its case.
    fn sentence(message: &str) -> String {
        let mut chars = message.chars();
        let first = chars.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
        format!("{first}{}.", chars.as_str())
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

#[cfg(test)]
mod tests {
    use axum::body::Body;
    use axum::http::Request;
    use tower::ServiceExt;

    use crate::pages::form::tests::text;
    use crate::scanning::Scanning;

    #[tokio::test]
    async fn a_scan_whose_task_died_is_not_waited_for() {
        let scanning = Scanning::of_this_machine();
        let id = scanning.dead_job().id;
        let routes = crate::routes::routes(Some(scanning));
        let id = id.as_str();
        for (path, status, expected) in [
            (format!("/scan/{id}"), 500, ""),
            (format!("/scan/{id}/report.json"), 404, ""),
            (format!("/api/v1/scan/{id}"), 500, "The scan ended without a report"),
            (format!("/api/v1/scan/{id}/events"), 200, "event: done\ndata: "),
        ] {
            let request = Request::get(&path).body(Body::empty()).unwrap();
            let (got, body) = text(routes.clone().oneshot(request).await.unwrap()).await;
            assert_eq!(got, status, "{path}");
            assert!(body.contains(expected), "{path}: {body}");
        }
    }
}
