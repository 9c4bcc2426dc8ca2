//! One file that needs nothing else: no script, no font, no image, and a policy that allows none.

use askama::Template;

use super::compare::{Comparison, Known};
use super::overview::{Overview, Row};
use super::wire::{Exchange, Finding, Report};
use crate::{grouped, plural};

#[derive(Template)]
#[template(path = "scan/begin.html")]
struct Begin;

#[derive(Template)]
#[template(path = "scan/report.html")]
struct Page<'a> {
    report: &'a Report,
    /// The place of the report in the file, from 0.
    index: usize,
}

#[derive(Template)]
#[template(path = "scan/end.html")]
struct End<'a> {
    /// What the baseline is called, and its targets that were not scanned.
    baseline: &'a str,
    missing: &'a [String],
    rows: &'a [Row],
    count: String,
    more: Option<String>,
}

pub(super) fn begin() -> String {
    rendered(&Begin)
}

/// One scan.
pub(super) fn report(report: &Report, index: usize) -> String {
    rendered(&Page { report, index })
}

/// The targets of a baseline that were not scanned; after several scans, a table.
pub(super) fn end(overview: &Overview, comparison: Option<&Comparison>) -> String {
    let more = overview.rowless();
    let more = (more > 0).then(|| grouped(more));
    let summary = comparison.map(Comparison::summary);
    let (baseline, missing) = summary
        .as_ref()
        .map_or(("", &[][..]), |it| (it.baseline.as_str(), it.missing_targets.as_slice()));
    let (rows, count) = (overview.rows(), plural(overview.count, "target"));
    rendered(&End { baseline, missing, rows, count, more })
}

fn rendered(template: &impl Template) -> String {
    // askama leaves out the last line break. Writing to memory fails only where a filter does, and these templates have none that can.
    template.render().map(|text| text + "\n").unwrap_or_default()
}

impl End<'_> {
    fn parts(text: &str) -> Vec<(bool, &str)> {
        parts(text)
    }
}

/// The text, and whether each part of it stood between backticks.
fn parts(text: &str) -> Vec<(bool, &str)> {
    let parts: Vec<_> = text.split('`').collect();
    if parts.len().is_multiple_of(2) {
        // With an odd number of backticks, nobody can say what is quoted.
        return vec![(false, text)];
    }
    parts.into_iter().enumerate().map(|(index, part)| (index % 2 == 1, part)).collect()
}

impl Page<'_> {
    fn evidence<'a>(&'a self, finding: &'a Finding) -> Vec<(&'a str, &'a Exchange)> {
        let exchange = |it: usize| self.report.exchanges.get(it);
        let evidence = finding.evidence.iter();
        evidence.filter_map(|it| Some((it.seen.as_str(), exchange(it.exchange)?))).collect()
    }

    fn led_elsewhere(&self) -> Option<&str> {
        self.report.led_to.as_deref().filter(|led_to| *led_to != self.report.target)
    }

    fn fixed(&self) -> Vec<String> {
        let changes = self.report.changes.iter();
        changes.flat_map(|changes| &changes.fixed).map(Known::sentence).collect()
    }

    fn parts(text: &str) -> Vec<(bool, &str)> {
        parts(text)
    }

    /// A class, of the letters that have one.
    fn grade_class(letter: &str) -> &'static str {
        match letter {
            "A+" | "A" => "good",
            "B" | "C" => "fair",
            _ => "bad",
        }
    }
}
