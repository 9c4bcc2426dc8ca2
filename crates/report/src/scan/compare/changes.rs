//! What changed about one target.

use std::collections::BTreeMap;

use corsmith_scan::{Severity, covers};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::baseline::OldReport;
use super::coverage::Coverage;
use super::{ComparisonSummary, State, caveats};
use crate::scan::ScanReport;
use crate::scan::wire::{Finding, Report, Resource};

/// What changed about one target since the baseline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = ScanChanges)]
pub struct Changes {
    /// What the baseline is called: its file.
    pub baseline: String,
    /// Whether the baseline has the target. If not, every finding is new.
    pub is_in_baseline: bool,
    /// The grade before; null if the baseline has none.
    pub before: Option<ScoreWire>,
    /// What has to be known to read the rest: sentences without their full stops.
    pub caveats: Vec<String>,
    /// How many findings were not there before.
    pub new: usize,
    /// How many were there and are graver now.
    pub worse: usize,
    /// How many were there and are less grave now.
    pub milder: usize,
    /// How many were there and are as grave now.
    pub unchanged: usize,
    /// What was there and is not any more.
    pub fixed: Vec<Known>,
    /// What was there and is part of a graver finding now, so that it is not found by itself.
    pub covered: Vec<Known>,
    /// What was there and was not asked about again, so that it may still be there.
    pub unknown: Vec<Known>,
}

/// A score with its rubric: scores of two rubrics are not comparable.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = ScanScore)]
pub struct ScoreWire {
    /// The version of weights and caps.
    pub rubric: String,
    /// The letter.
    pub letter: String,
    /// From 0 to 100.
    pub score: u8,
}

/// A finding of a baseline: what it is known again by, and nothing that another scan would say in
/// other words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = ScanKnownFinding)]
pub struct Known {
    /// The code of the check.
    pub check: String,
    /// Its name.
    pub name: String,
    /// How bad it was.
    pub severity: String,
    /// On what.
    pub resource: Resource,
    /// One thing among several of the resource.
    pub subject: Option<String>,
    /// What it is known again by.
    pub fingerprint: String,
    /// What makes it up; none where an older Corsmith wrote it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub members: Vec<String>,
    /// The probes that showed it, by name; none where an older Corsmith wrote it, or a file did.
    #[serde(default)]
    pub probes: Vec<String>,
}

impl Known {
    /// `GET https://api.example.com/orders`.
    #[must_use]
    pub fn place(&self) -> String {
        format!("{} {}", self.resource.method, self.resource.url)
    }

    /// `low CS903 no-nosniff on GET https://api.example.com/`.
    #[must_use]
    pub fn sentence(&self) -> String {
        let subject = self.subject.as_ref().map(|it| format!(", `{it}`")).unwrap_or_default();
        format!("{} {} {} on {}{subject}", self.severity, self.check, self.name, self.place())
    }
}

impl From<&Finding> for Known {
    fn from(finding: &Finding) -> Self {
        Self {
            check: finding.check.to_owned(),
            name: finding.name.to_owned(),
            severity: finding.severity.clone(),
            resource: finding.resource.clone(),
            subject: finding.subject.clone(),
            fingerprint: finding.fingerprint.clone(),
            members: finding.members.clone(),
            probes: finding.probes.clone(),
        }
    }
}

impl Changes {
    /// Compares one scan, and says of each of its findings what it is to the baseline.
    pub(super) fn new(
        summary: &ComparisonSummary,
        old: Option<&OldReport>,
        report: &mut Report,
        scan: &ScanReport,
    ) -> Self {
        let caveats = caveats::of(summary, old, report);
        let mut before: BTreeMap<&str, &Known> = BTreeMap::new();
        // What was accepted before is not new.
        let mut accepted: BTreeMap<&str, &Known> = BTreeMap::new();
        if let Some(old) = old {
            before.extend(old.findings.iter().map(|it| (it.fingerprint.as_str(), it)));
            accepted.extend(old.accepted.iter().map(|it| (it.fingerprint.as_str(), it)));
        }
        let mut counts = [0; 4];
        for finding in &mut report.findings {
            let print = finding.fingerprint.as_str();
            let known = before.remove(print).or_else(|| accepted.get(print).copied());
            finding.added = added(known, &finding.members);
            let state = state(known, finding);
            counts[state as usize] += 1;
            finding.state = Some(state);
        }
        // What is accepted now was not repaired.
        for it in &report.accepted {
            before.remove(it.finding.fingerprint.as_str());
        }
        let accepted = report.accepted.iter().map(|it| &it.finding);
        let now: Vec<_> = report.findings.iter().chain(accepted).collect();
        let is_covered = |known: &Known| {
            now.iter().any(|it| {
                covers(it.check, &known.check)
                    && it.resource == known.resource
                    && is_as_much(known, it)
            })
        };
        let (covered, before): (Vec<_>, Vec<_>) =
            before.into_values().cloned().partition(is_covered);
        let coverage = Coverage::new(old, report, scan);
        let (fixed, unknown) = before.into_iter().partition(|known| coverage.is_about(known));
        let [new, worse, milder, unchanged] = counts;
        Self {
            baseline: summary.baseline.clone(),
            is_in_baseline: old.is_some(),
            before: old.and_then(|old| old.score.clone()),
            caveats,
            new,
            worse,
            milder,
            unchanged,
            fixed,
            covered,
            unknown,
        }
    }

    /// `1 new, 2 fixed, 5 unchanged`; what there is none of is left out, but for what is new.
    #[must_use]
    pub fn sentence(&self) -> String {
        let rest = [
            (self.worse, "worse"),
            (self.fixed.len(), "fixed"),
            (self.milder, "milder"),
            (self.unchanged, "unchanged"),
            (self.covered.len(), "part of a graver one"),
            (self.unknown.len(), "not asked about again"),
        ];
        let rest = rest.iter().filter(|(count, _)| *count > 0);
        let rest = rest.map(|(count, word)| format!(", {count} {word}"));
        format!("{} new{}", self.new, rest.collect::<String>())
    }

    /// `grade D 59 -> C 70`, `grade D 59` where it is the same, `grade D 59, none before`, or `no
    /// grade, D 59 before`; `None` where there is none.
    #[must_use]
    pub fn grades(&self, report: &Report) -> Option<String> {
        let shown = |letter: &str, score: u8| format!("{letter} {score}");
        let before = self.before.as_ref().map(|it| shown(&it.letter, it.score));
        let now = report.grade.as_ref().map(|it| shown(&it.letter, it.score));
        match (before, now) {
            (None, None) => None,
            (None, Some(now)) => Some(format!("grade {now}, none before")),
            (Some(before), None) => Some(format!("no grade, {before} before")),
            (Some(before), Some(now)) if before == now => Some(format!("grade {now}")),
            (Some(before), Some(now)) => Some(format!("grade {before} -> {now}")),
        }
    }
}

/// What the baseline does not have of what makes a finding up. One that says nothing of it has all.
fn added(known: Option<&Known>, members: &[String]) -> Vec<String> {
    let known = known.filter(|it| !it.members.is_empty());
    let added = known.map(|known| members.iter().filter(|it| !known.members.contains(it)));
    added.into_iter().flatten().cloned().collect()
}

/// Whether what a finding says, which covers what was known, is as much as that was: who reads without
/// credentials does not do what was medium with them.
fn is_as_much(known: &Known, now: &Finding) -> bool {
    match (rank(&known.severity), rank(&now.severity)) {
        (Some(before), Some(now)) => now <= before || Some(before) >= rank("low"),
        _ => true,
    }
}

/// The place of a severity by its name, the worst first.
fn rank(name: &str) -> Option<usize> {
    Severity::ALL.iter().position(|it| it.to_string() == name)
}

fn state(known: Option<&Known>, finding: &Finding) -> State {
    let Some(known) = known else { return State::New };
    if !finding.added.is_empty() {
        return State::Worse;
    }
    // The worst comes first. One that has no known name cannot be compared.
    match (rank(&known.severity), rank(&finding.severity)) {
        (Some(before), Some(now)) if now < before => State::Worse,
        (Some(before), Some(now)) if now > before => State::Milder,
        // Some of what makes it up is gone.
        _ if finding.members.len() < known.members.len() && !finding.members.is_empty() => {
            State::Milder
        }
        _ => State::Unchanged,
    }
}
