//! How scans are written.

use corsmith_scan::Severity;

use crate::Styling;

/// How scans are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WriterOptions {
    /// Whether [`ScanFormat::Text`](super::ScanFormat::Text) has terminal styles.
    pub styling: Styling,
    /// How much [`ScanFormat::Text`](super::ScanFormat::Text) says.
    pub detail: Detail,
    /// From which severity on a finding is a failed test of
    /// [`ScanFormat::Junit`](super::ScanFormat::Junit).
    pub threshold: Severity,
}

/// How much is said of a scan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Detail {
    /// One screen: the grade, a line or two a finding, and what would raise the grade most.
    Brief,
    /// Everything: evidence, who could make use of it, every point of the grade.
    Full,
}

impl Default for WriterOptions {
    /// Without styles, with every detail, and tests fail from low on: whatever is more than
    /// information.
    fn default() -> Self {
        Self { styling: Styling::Plain, detail: Detail::Full, threshold: Severity::Low }
    }
}
