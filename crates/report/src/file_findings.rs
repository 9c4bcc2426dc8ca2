//! The findings of one file.

use corsmith_lint::Finding;

use crate::Source;

/// The findings of one file, and its text to show them in.
#[derive(Debug, Clone, Copy)]
pub struct FileFindings<'a> {
    /// The file.
    pub source: &'a Source,
    /// Its findings, in the order of the file.
    pub findings: &'a [Finding],
}

impl<'a> FileFindings<'a> {
    /// The `findings` of `source`.
    ///
    /// ```
    /// use corsmith_report::{FileFindings, Source};
    ///
    /// let source = Source::new("corsmith.toml", Vec::new());
    /// assert!(FileFindings::new(&source, &[]).findings.is_empty());
    /// ```
    #[must_use]
    pub fn new(source: &'a Source, findings: &'a [Finding]) -> Self {
        Self { source, findings }
    }
}
