//! `corsmith.lint/v1`.

use serde::Serialize;
use utoipa::ToSchema;

use crate::{Counts, FileFindings, wire};

/// The name and version of this format.
const SCHEMA: &str = "corsmith.lint/v1";

/// The findings of files: `corsmith.lint/v1`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct LintDocument {
    /// `corsmith.lint/v1`.
    pub schema: &'static str,
    /// The version of Corsmith.
    pub corsmith: &'static str,
    /// One entry a file.
    pub files: Vec<LintedFile>,
    /// How many findings all files have.
    pub summary: wire::Summary,
}

/// One file's findings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct LintedFile {
    /// Its name.
    pub file: String,
    /// In the order of the file.
    pub findings: Vec<wire::Finding>,
}

impl LintDocument {
    /// The document of `files`.
    ///
    /// ```
    /// use corsmith_report::LintDocument;
    ///
    /// assert_eq!(LintDocument::new(&[]).schema, "corsmith.lint/v1");
    /// ```
    #[must_use]
    pub fn new(files: &[FileFindings<'_>]) -> Self {
        let mut counts = Counts::default();
        let mut linted = Vec::with_capacity(files.len());
        for file in files {
            counts = counts.plus(Counts::of(file.findings));
            let findings = file.findings.iter().map(|it| wire::Finding::new(file.source, it));
            linted.push(LintedFile {
                file: file.source.name().to_owned(),
                findings: findings.collect(),
            });
        }
        Self {
            schema: SCHEMA,
            corsmith: env!("CARGO_PKG_VERSION"),
            files: linted,
            summary: counts.into(),
        }
    }
}

/// The findings of `files` as one JSON document, indented, with a line break at the end.
///
/// ```
/// let json = corsmith_report::json(&[]);
/// assert!(json.contains(r#""schema": "corsmith.lint/v1""#));
/// ```
#[must_use]
pub fn json(files: &[FileFindings<'_>]) -> String {
    pretty(&LintDocument::new(files))
}

/// A document of wire types as indented JSON with a line break at the end.
///
/// ```
/// assert_eq!(corsmith_report::pretty(&["a"]), "[\n  \"a\"\n]\n");
/// ```
#[must_use]
pub fn pretty(document: &impl Serialize) -> String {
    // Serialising fails for maps with keys that are no strings and for failing writers only;
    // the wire types' maps have strings as keys, and memory does not fail.
    let mut text = serde_json::to_string_pretty(document).unwrap_or_default();
    text.push('\n');
    text
}
