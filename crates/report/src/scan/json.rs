//! `corsmith.scan/v1`.

use serde::Serialize;
use utoipa::ToSchema;

use super::compare::{Comparison, ComparisonSummary};
use super::wire;
use crate::pretty;

/// The name and version of this format.
pub(super) const SCHEMA: &str = "corsmith.scan/v1";

/// Scans: `corsmith.scan/v1`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct ScanDocument {
    /// `corsmith.scan/v1`.
    pub schema: &'static str,
    /// The version of Corsmith.
    pub corsmith: &'static str,
    /// One entry a target.
    pub reports: Vec<wire::Report>,
    /// What changed since the baseline, in all; null where nobody compares.
    pub comparison: Option<ComparisonSummary>,
}

impl ScanDocument {
    /// The document of scans.
    ///
    /// ```
    /// use corsmith_report::scan::ScanDocument;
    ///
    /// assert_eq!(ScanDocument::new(&[]).schema, "corsmith.scan/v1");
    /// ```
    #[must_use]
    pub fn new(reports: &[super::ScanReport]) -> Self {
        Self {
            schema: SCHEMA,
            corsmith: env!("CARGO_PKG_VERSION"),
            reports: reports.iter().map(wire::Report::new).collect(),
            comparison: None,
        }
    }
}

pub(super) fn begin() -> String {
    let version = env!("CARGO_PKG_VERSION");
    format!("{{\n  \"schema\": \"{SCHEMA}\",\n  \"corsmith\": \"{version}\",\n  \"reports\": [")
}

/// One element of the list, indented as the whole document would be.
pub(super) fn report(report: &wire::Report, index: usize) -> String {
    let comma = if index == 0 { "" } else { "," };
    format!("{comma}\n{}", indented(&pretty(report), "    "))
}

pub(super) fn end(count: usize, comparison: Option<&Comparison>) -> String {
    let end = if count == 0 { "]" } else { "\n  ]" };
    let comparison = pretty(&comparison.map(Comparison::summary));
    format!("{end},\n  \"comparison\": {}\n}}\n", indented(&comparison, "  ").trim_start())
}

/// Indented JSON, further indented. Strings of JSON have no line breaks.
pub(super) fn indented(json: &str, by: &str) -> String {
    let lines: Vec<_> = json.trim_end().lines().map(|line| format!("{by}{line}")).collect();
    lines.join("\n")
}
