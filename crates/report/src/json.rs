//! `corsmith.lint/v1`.

use serde::Serialize;

use crate::{Counts, FileFindings, wire};

/// The name and version of this format.
const SCHEMA: &str = "corsmith.lint/v1";

/// The findings of `files` as one JSON document, indented, with a line break at the end.
///
/// ```
/// let json = corsmith_report::json(&[]);
/// assert!(json.contains(r#""schema": "corsmith.lint/v1""#));
/// ```
#[must_use]
pub fn json(files: &[FileFindings<'_>]) -> String {
    let mut counts = Counts::default();
    let mut wire_files = Vec::with_capacity(files.len());
    for file in files {
        counts = counts.plus(Counts::of(file.findings));
        wire_files.push(File {
            file: file.source.name(),
            findings: file.findings.iter().map(|it| wire::Finding::new(file.source, it)).collect(),
        });
    }
    let report = Report {
        schema: SCHEMA,
        corsmith: env!("CARGO_PKG_VERSION"),
        files: wire_files,
        summary: counts.into(),
    };
    pretty(&report)
}

/// `value` as indented JSON with a line break at the end.
pub(crate) fn pretty(value: &impl Serialize) -> String {
    // Serialising fails for maps with keys that are no strings and for failing writers only;
    // the wire types have no maps, and memory does not fail.
    let mut text = serde_json::to_string_pretty(value).unwrap_or_default();
    text.push('\n');
    text
}

#[derive(Serialize)]
struct Report<'a> {
    schema: &'static str,
    corsmith: &'static str,
    files: Vec<File<'a>>,
    summary: wire::Summary,
}

#[derive(Serialize)]
struct File<'a> {
    file: &'a str,
    findings: Vec<wire::Finding<'a>>,
}
