//! What changed since an earlier scan.

mod baseline;
mod text;

use std::collections::BTreeMap;

use serde::Serialize;
use utoipa::ToSchema;

use super::wire::{Finding, Report};
use crate::pretty;

pub use baseline::{Baseline, BaselineError, MAX_BASELINE_BYTES};

/// What changed since an earlier scan: `corsmith.scan-compare/v1`.
///
/// Findings are known again by their fingerprint (check, resource and subject), so that another
/// wording is no change, and neither is another severity: both are of the newer scan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = ScanComparison)]
pub struct Comparison {
    /// `corsmith.scan-compare/v1`.
    pub schema: &'static str,
    /// The version of Corsmith that compared.
    pub corsmith: &'static str,
    /// The version that made the baseline.
    pub baseline_corsmith: String,
    /// One entry a target of the newer scan, in its order.
    pub targets: Vec<Changes>,
    /// Targets of the baseline that were not scanned again.
    pub missing_targets: Vec<String>,
}

/// What changed about one target.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = ScanChanges)]
pub struct Changes {
    /// The URL.
    pub target: String,
    /// Whether the baseline has it. If not, every finding is new.
    pub is_in_baseline: bool,
    /// The grade before.
    pub before: Option<ScoreWire>,
    /// The grade now.
    pub now: Option<ScoreWire>,
    /// Why nothing can be said about this target: it did not answer, or the scan was cut short, so
    /// that what is not found any more may still be there.
    pub caveat: Option<String>,
    /// Found now, and not before.
    pub new: Vec<Change>,
    /// Found before, and not any more.
    pub fixed: Vec<Change>,
    /// Found before and now.
    pub unchanged: Vec<Change>,
}

/// A score with its rubric: scores of two rubrics are not comparable.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = ScanScore)]
pub struct ScoreWire {
    /// The version of weights and caps.
    pub rubric: String,
    /// The letter.
    pub letter: String,
    /// From 0 to 100.
    pub score: u8,
}

/// A finding that is new, fixed or unchanged.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = ScanChange)]
pub struct Change {
    /// The code of the check.
    pub check: String,
    /// Its name.
    pub name: String,
    /// How bad it is, or was.
    pub severity: String,
    /// Its message.
    pub message: String,
    /// What it is known by.
    pub fingerprint: String,
}

impl Comparison {
    /// Compares scans with those of a baseline that have the same URL.
    ///
    /// ```
    /// use corsmith_report::scan::compare::{Baseline, Comparison};
    ///
    /// let baseline = Baseline::read(br#"{"schema": "corsmith.scan/v1", "reports": []}"#)?;
    /// assert!(Comparison::new(&baseline, &[]).targets.is_empty());
    /// # Ok::<(), corsmith_report::scan::compare::BaselineError>(())
    /// ```
    #[must_use]
    pub fn new(baseline: &Baseline, reports: &[Report]) -> Self {
        let mut comparison = Self::begin(baseline);
        for report in reports {
            comparison.add(baseline, report);
        }
        comparison
    }

    /// A comparison of no scan yet, for those that come one by one.
    #[must_use]
    pub fn begin(baseline: &Baseline) -> Self {
        Self {
            schema: "corsmith.scan-compare/v1",
            corsmith: env!("CARGO_PKG_VERSION"),
            baseline_corsmith: baseline.corsmith.clone(),
            targets: Vec::new(),
            missing_targets: baseline.reports.iter().map(|old| old.target.clone()).collect(),
        }
    }

    /// One more scan, compared with the same baseline.
    pub fn add(&mut self, baseline: &Baseline, report: &Report) {
        self.missing_targets.retain(|target| *target != report.target);
        self.targets.push(Changes::new(baseline, report));
    }

    /// The document as indented JSON.
    #[must_use]
    pub fn json(&self) -> String {
        pretty(self)
    }
}

impl Changes {
    fn new(baseline: &Baseline, report: &Report) -> Self {
        let old = baseline.reports.iter().find(|old| old.target == report.target);
        // What is accepted now was not repaired, and what was accepted before is not new.
        let now_accepted = report.accepted.iter().map(|it| it.finding.fingerprint.as_str());
        let now_accepted: Vec<_> = now_accepted.collect();
        let mut before: BTreeMap<&str, &Change> = BTreeMap::new();
        let mut accepted_before: Vec<&str> = Vec::new();
        if let Some(old) = old {
            before.extend(old.findings.iter().map(|it| (it.fingerprint.as_str(), it)));
            accepted_before.extend(old.accepted.iter().map(String::as_str));
        }
        let (mut new, mut unchanged) = (Vec::new(), Vec::new());
        for finding in &report.findings {
            let print = finding.fingerprint.as_str();
            let is_known = before.remove(print).is_some() || accepted_before.contains(&print);
            if is_known { unchanged.push(finding.into()) } else { new.push(finding.into()) }
        }
        let fixed = match &report.failure {
            // Nothing that was asked says that it is repaired.
            Some(_) => Vec::new(),
            None => before
                .into_values()
                .filter(|it| !now_accepted.contains(&it.fingerprint.as_str()))
                .cloned()
                .collect(),
        };
        Self {
            target: report.target.clone(),
            is_in_baseline: old.is_some(),
            before: old.and_then(|old| old.score.clone()),
            now: report.grade.as_ref().map(|grade| ScoreWire {
                rubric: grade.rubric.to_owned(),
                letter: grade.letter.clone(),
                score: grade.score,
            }),
            caveat: caveat(report),
            new,
            fixed,
            unchanged,
        }
    }
}

fn caveat(report: &Report) -> Option<String> {
    let failed = report.failure.as_ref().map(|failure| format!("it did not answer: {failure}"));
    failed.or_else(|| report.cut_short.as_ref().map(|it| format!("the scan was cut short: {it}")))
}

impl From<&Finding> for Change {
    fn from(finding: &Finding) -> Self {
        Self {
            check: finding.check.to_owned(),
            name: finding.name.to_owned(),
            severity: finding.severity.clone(),
            message: finding.message.clone(),
            fingerprint: finding.fingerprint.clone(),
        }
    }
}
