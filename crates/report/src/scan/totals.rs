//! All scans together, counted.

use corsmith_scan::Severity;

use super::ScanReport;
use super::wire::Report;

/// Most findings that are named.
const MAX_NAMED: usize = 5;

/// All scans of a [`ScanWriter`](super::ScanWriter) together, counted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Totals {
    /// How many targets.
    pub targets: usize,
    /// How many of them did not answer.
    pub unanswered: usize,
    /// How many answered, and not enough for a grade.
    pub ungraded: usize,
    /// How many findings, without those that are accepted.
    pub findings: usize,
    /// How many of them are as bad as the threshold or worse, and excused by no baseline.
    pub failing: usize,
    /// The first five of those: `CS310 framable https://www.example.com/`.
    pub first_failing: Vec<String>,
}

impl Totals {
    /// Counts one more scan.
    pub(super) fn add(&mut self, wire: &Report, report: &ScanReport, threshold: Severity) {
        self.targets += 1;
        self.unanswered += usize::from(wire.failure.is_some());
        self.ungraded += usize::from(wire.ungraded.is_some());
        self.findings += wire.findings.len();
        for (finding, wire) in report.judgement.findings.iter().zip(&wire.findings) {
            if finding.severity < threshold || !wire.is_news() {
                continue;
            }
            self.failing += 1;
            if self.first_failing.len() < MAX_NAMED {
                let line = format!("{} {} {}", wire.check, wire.name, wire.resource.url);
                self.first_failing.push(line);
            }
        }
    }
}
