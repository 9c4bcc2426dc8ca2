//! One file that needs nothing else: no script, no font, no image, and a policy that allows none.

use askama::Template;

use super::wire::{Exchange, Finding, Report};
use super::writer::{MAX_ROWS, ScanWriter};
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
    rows: &'a [super::writer::Row],
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

/// After several scans, a table.
pub(super) fn end(writer: &ScanWriter) -> String {
    let rows = if writer.count < 2 { &[][..] } else { &writer.rows };
    let more = writer.count.checked_sub(MAX_ROWS).filter(|more| *more > 0).map(grouped);
    rendered(&End { rows, count: plural(writer.count, "target"), more })
}

fn rendered(template: &impl Template) -> String {
    // askama leaves out the last line break. Writing to memory fails only where a filter does, and these templates have none that can.
    template.render().map(|text| text + "\n").unwrap_or_default()
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

    fn requests(&self) -> String {
        plural(self.report.requests, "request")
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

    /// A class, of the letters that have one.
    fn grade_class(letter: &str) -> &'static str {
        match letter {
            "A+" | "A" => "good",
            "B" | "C" => "fair",
            _ => "bad",
        }
    }
}
