//! For a terminal: [`brief`] on one screen, [`full`] with everything that is known.

mod brief;
mod fitted;
mod full;
mod painter;

use super::compare::{self, Comparison};
use super::options::{Detail, WriterOptions};
use super::overview::Overview;
use super::wire::{Mdn, MdnTest, PolicyFix, Report};
use crate::{grouped, plural};
use painter::Painter;

/// One scan.
pub(super) fn report(report: &Report, options: WriterOptions) -> String {
    let painter = Painter(options.styling);
    match options.detail {
        Detail::Brief => brief::report(report, &painter),
        Detail::Full => full::report(report, &painter),
    }
}

/// After several scans, one line for each; after brief ones, how to see more.
pub(super) fn end(
    overview: &Overview,
    comparison: Option<&Comparison>,
    options: WriterOptions,
) -> String {
    let painter = Painter(options.styling);
    let mut text = table(overview, &painter);
    if let Some(comparison) = comparison {
        text.push_str(&compare::text_end(comparison, painter.0));
    }
    if let (Detail::Brief, Some(check)) = (options.detail, overview.first_check) {
        let more = format!(
            "evidence and every point: corsmith scan … --verbose · why: corsmith rule {check}"
        );
        text.push_str(&format!("{}\n", painter.dim(&more)));
    }
    text
}

fn table(overview: &Overview, painter: &Painter) -> String {
    let rows = overview.rows();
    if rows.is_empty() {
        return String::new();
    }
    let mut text = format!("{}\n", painter.bold(&plural(overview.count, "target")));
    for row in rows {
        let summary = painter.dim(&row.summary);
        text.push_str(&format!("  {:<7} {}  {summary}\n", row.grade, row.target));
    }
    let more = overview.rowless();
    if more > 0 {
        text.push_str(&format!("  and {} more\n", grouped(more)));
    }
    text.push('\n');
    text
}

/// What was asked, and of whom.
fn about(report: &Report) -> Vec<String> {
    let mut parts = Vec::new();
    if let Some(led_to) = report.led_to.as_ref().filter(|led_to| **led_to != report.target) {
        parts.push(format!("led to {led_to}"));
    }
    parts.extend(report.server.clone());
    let not_asked = report.not_asked().map(|it| format!(", {it}")).unwrap_or_default();
    parts.push(format!("{}{not_asked}", report.sent()));
    parts
}

/// Why there is no answer, or not every answer.
fn trouble(report: &Report) -> String {
    let mut text = String::new();
    if let Some(failure) = &report.failure {
        text.push_str(&format!("no answer: {failure}\n"));
    }
    if let Some(help) = report.failure_help {
        text.push_str(&format!("help: {help}\n"));
    }
    if let Some(reason) = &report.ungraded {
        text.push_str(&format!("no grade: {reason}\n"));
    }
    if let Some(reason) = &report.cut_short {
        text.push_str(&format!("cut short: {reason}\n"));
    }
    text
}

fn of_policy_fix(fix: &PolicyFix, painter: &Painter) -> String {
    let title = format!("the policy for {}: {}", fix.target, fix.file);
    let lines: String = fix.text.lines().map(|line| format!("  {line}\n")).collect();
    format!("\n{}\n{lines}", painter.bold(&title))
}

/// The score of MDN's table, with those of its results that `is_shown`.
fn of_mdn(mdn: &Mdn, painter: &Painter, is_shown: impl Fn(&MdnTest) -> bool) -> String {
    let mut text = format!("\n{}\n", painter.bold(&mdn.sentence()));
    for test in mdn.tests.iter().filter(|test| is_shown(test)) {
        let (points, name, result) = (test.points(), test.name, test.result);
        text.push_str(&format!("  {points:>4} {name}: {result}\n"));
    }
    text
}
