//! `/scan/ID`: how far a scan is, then its report.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use corsmith_report::plural;
use corsmith_report::scan::wire;

use super::address::{find, private, unknown};
use super::file::ReportFile;
use crate::filters;
use crate::page::{Page, Section};
use crate::problem::Problem;
use crate::render::html;
use crate::scanning::{Progress, Scanning};

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
            files: ReportFile::all().collect(),
        }),
        Progress::Queued => html(&WaitingPage { page: page("Scanning"), id, url, sent: 0 }),
        Progress::Asking { sent } => html(&WaitingPage { page: page("Scanning"), id, url, sent }),
        Progress::Failed => {
            Problem::new(StatusCode::INTERNAL_SERVER_ERROR, "The scan ended without a report.")
                .help("This is a bug of Corsmith, not of the site: please report it.")
                .into_response()
        }
    };
    private(response)
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
    files: Vec<ReportFile>,
}

impl ReportPage {
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
    fn costly(grade: &wire::Grade) -> Vec<&wire::Point> {
        grade.points.iter().filter(|point| point.delta < 0).collect()
    }

    /// Which finding, from 1, says why points were lost.
    fn place_of(&self, point: &wire::Point) -> Option<usize> {
        self.report.findings.iter().position(|it| it.check == point.check).map(|index| index + 1)
    }

    /// How many checks there were, for the title of what they did not find.
    fn checks(&self) -> String {
        plural(self.report.checks.len(), "check")
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
