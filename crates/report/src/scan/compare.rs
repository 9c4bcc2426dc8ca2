//! What changed since an earlier scan.
//!
//! A [`Baseline`] is an earlier scan, as far as it is compared: read from what `corsmith scan
//! --format json` or `corsmith baseline` wrote. A [`Comparison`] takes scans one by one, says what
//! each of their findings is to the baseline, and keeps nothing of them but numbers.

mod baseline;
mod caveats;
mod changes;
mod coverage;
mod state;
mod text;
mod written;

use std::collections::HashMap;

use serde::Serialize;
use utoipa::ToSchema;

use super::wire::Report;
use super::{ScanReport, clean};

pub use baseline::{Baseline, BaselineError, MAX_BASELINE_BYTES};
pub use changes::{Changes, Known, ScoreWire};
pub use state::State;
pub(super) use text::{after as text_after, before as text_before, end as text_end};
pub use written::{BaselineWriter, Written};

/// Scans compared with a baseline, one by one.
///
/// Findings are known again by their fingerprint (check, resource and subject), so that another
/// wording is no change. One that is made up of more than before, such as another trusted origin, is
/// graver; one that a graver finding covers is not fixed.
#[derive(Debug, Clone)]
pub struct Comparison {
    baseline: Baseline,
    /// Where each target of the baseline is in it.
    places: HashMap<String, usize>,
    /// Which of them were scanned.
    is_scanned: Vec<bool>,
    summary: ComparisonSummary,
}

/// What changed about all targets together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = ScanComparison)]
pub struct ComparisonSummary {
    /// What the baseline is called: its file.
    pub baseline: String,
    /// The version of Corsmith that made it.
    pub baseline_corsmith: String,
    /// How many findings were not there before.
    pub new: usize,
    /// How many were there and are graver now.
    pub worse: usize,
    /// How many were there and are less grave now.
    pub milder: usize,
    /// How many were there and are as grave now.
    pub unchanged: usize,
    /// How many were there and are not any more.
    pub fixed: usize,
    /// How many were there and are part of a graver finding now.
    pub covered: usize,
    /// How many were there and were not asked about again.
    pub unknown: usize,
    /// How many targets were scanned that the baseline does not have.
    pub new_targets: usize,
    /// Targets of the baseline that were not scanned.
    pub missing_targets: Vec<String>,
}

impl Comparison {
    /// A comparison with a baseline that is called `name`.
    ///
    /// ```
    /// use corsmith_report::scan::compare::{Baseline, Comparison};
    ///
    /// let baseline = Baseline::read(br#"{"schema": "corsmith.scan/v1", "reports": []}"#)?;
    /// assert_eq!(Comparison::new(baseline, "old.json").summary().new, 0);
    /// # Ok::<(), corsmith_report::scan::compare::BaselineError>(())
    /// ```
    #[must_use]
    pub fn new(baseline: Baseline, name: &str) -> Self {
        let places = baseline.reports.iter().enumerate();
        let places: HashMap<_, _> =
            places.map(|(place, old)| (old.target.clone(), place)).collect();
        let summary = ComparisonSummary {
            baseline: clean::line(name),
            baseline_corsmith: baseline.corsmith.clone(),
            new: 0,
            worse: 0,
            milder: 0,
            unchanged: 0,
            fixed: 0,
            covered: 0,
            unknown: 0,
            new_targets: 0,
            missing_targets: Vec::new(),
        };
        Self { is_scanned: vec![false; baseline.reports.len()], baseline, places, summary }
    }

    /// Says of one more scan what changed: the state of each finding, and the report's changes.
    pub fn add(&mut self, report: &mut Report, scan: &ScanReport) {
        let place = self.places.get(&report.target).copied();
        if let Some(place) = place {
            self.is_scanned[place] = true;
        }
        let old = place.map(|place| &self.baseline.reports[place]);
        let changes = Changes::new(&self.summary, old, report, scan);
        let summary = &mut self.summary;
        summary.new += changes.new;
        summary.worse += changes.worse;
        summary.milder += changes.milder;
        summary.unchanged += changes.unchanged;
        summary.fixed += changes.fixed.len();
        summary.covered += changes.covered.len();
        summary.unknown += changes.unknown.len();
        summary.new_targets += usize::from(!changes.is_in_baseline);
        report.changes = Some(changes);
    }

    /// What changed about the scans so far.
    #[must_use]
    pub fn summary(&self) -> ComparisonSummary {
        let olds = self.baseline.reports.iter().zip(&self.is_scanned);
        // A baseline may name a target twice; the last one counts.
        let missing = olds
            .enumerate()
            .filter(|(place, (old, is_scanned))| {
                !**is_scanned && self.places.get(&old.target) == Some(place)
            })
            .map(|(_, (old, _))| old.target.clone());
        ComparisonSummary { missing_targets: missing.collect(), ..self.summary.clone() }
    }
}
