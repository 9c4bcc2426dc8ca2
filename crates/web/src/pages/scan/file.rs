//! `/scan/ID/report.json`: a report as a file, in each of its formats.

use axum::extract::{Path, State};
use axum::response::Response;
use corsmith_report::Styling;
use corsmith_report::scan::{Detail, HarWriter, ScanFormat, ScanReport, WriterOptions, write_all};
use corsmith_scan::Severity;

use super::address::{find, private, unknown};
use crate::render::attachment;
use crate::scanning::Scanning;

/// What the command has unless it is told otherwise, but for the evidence that a file has room for.
const OPTIONS: WriterOptions =
    WriterOptions { styling: Styling::Plain, detail: Detail::Full, threshold: Severity::High };

/// A kind of file, as the command writes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ReportFile {
    /// What was found.
    Report(ScanFormat),
    /// What was sent and came back.
    Har,
}

impl ReportFile {
    /// All of them.
    pub(super) fn all() -> impl Iterator<Item = Self> {
        ScanFormat::ALL.into_iter().map(Self::Report).chain([Self::Har])
    }

    pub(super) fn extension(self) -> &'static str {
        match self {
            Self::Report(format) => format.extension(),
            Self::Har => "har",
        }
    }

    /// As people call it.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Report(ScanFormat::Text) => "Text",
            Self::Report(ScanFormat::Json) => "JSON",
            Self::Report(ScanFormat::Sarif) => "SARIF",
            Self::Report(ScanFormat::Junit) => "JUnit",
            Self::Report(ScanFormat::Html) => "HTML",
            Self::Report(ScanFormat::Markdown) => "Markdown",
            Self::Report(ScanFormat::Csv) => "CSV",
            Self::Har => "HAR",
        }
    }

    fn write(self, report: &ScanReport) -> String {
        match self {
            Self::Report(format) => write_all(format, OPTIONS, std::slice::from_ref(report)),
            Self::Har => {
                let mut writer = HarWriter::new(report.started_at.clone());
                let entries = report.recording.entries.iter();
                let text: String = entries.map(|entry| writer.add(entry)).collect();
                text + &writer.end()
            }
        }
    }
}

/// `GET /scan/ID/report.json`, and the other formats.
pub(super) async fn download(
    State(scanning): State<Option<Scanning>>,
    Path((id, name)): Path<(String, String)>,
) -> Response {
    let report = find(scanning, &id).and_then(|job| job.report());
    let extension = name.strip_prefix("report.").unwrap_or_default();
    let file = ReportFile::all().find(|file| file.extension() == extension);
    let (Some(report), Some(file)) = (report, file) else { return unknown() };
    let text = file.write(&report);
    private(attachment(&format!("corsmith-scan.{extension}"), text.into_bytes()))
}
