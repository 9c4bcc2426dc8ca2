//! What there is to know at a glance, on one screen: the grade, what was found, the worst first,
//! and what would raise the grade most. Where scans are compared, what a baseline excuses is
//! counted only.

use std::cmp::Reverse;
use std::collections::HashMap;

use super::fitted::{CLAUSE, PHRASE, shortened};
use super::{Painter, about, of_mdn, of_policy_fix, trouble};
use crate::grouped;
use crate::scan::compare::{self, State};
use crate::scan::wire::{Finding, Grade, Report};
use crate::{WIDTH, wrapped};

/// Most findings of one check that are shown.
const MAX_FINDINGS: usize = 3;
/// Most lines of a finding, its fix aside.
const MAX_LINES: usize = 2;
/// Most places of one finding that are shown.
const MAX_PLACES: usize = 2;
/// Most repairs that would raise the grade.
const MAX_REPAIRS: usize = 3;
/// Columns before a finding, and before its further lines.
const FINDING: [usize; 2] = [2, 8];
/// Columns before a fix, and before its further lines.
const FIX: [usize; 2] = [8, 13];

/// One scan.
pub(super) fn report(report: &Report, painter: &Painter) -> String {
    let mut text = head(report, painter);
    text.push_str(&format!("{}\n", painter.dim(&about(report).join(" · "))));
    text.push_str(&trouble(report));
    if let Some(changes) = &report.changes {
        text.push_str(&compare::text_before(changes, report, painter.0));
    }
    let news: Vec<_> = report.findings.iter().filter(|finding| finding.is_news()).collect();
    if !news.is_empty() || !report.accepted.is_empty() {
        text.push('\n');
    }
    for group in news.chunk_by(|a, b| a.severity == b.severity) {
        text.push_str(&of_severity(group, report, painter));
    }
    if let Some(changes) = &report.changes {
        text.push_str(&compare::text_after(changes, painter.0));
    }
    if !report.accepted.is_empty() {
        text.push_str(&format!("{}\n", painter.bold("accepted")));
    }
    for accepted in &report.accepted {
        text.push_str(&lines(FINDING, &title(&accepted.finding), &accepted.reason, painter));
    }
    for fix in &report.policy_fixes {
        text.push_str(&of_policy_fix(fix, painter));
    }
    if let Some(grade) = &report.grade {
        text.push_str(&of_grade(grade, &report.findings, painter));
    }
    if let Some(mdn) = &report.mdn {
        text.push_str(&of_mdn(mdn, painter, |test| test.modifier != 0));
    }
    text.push('\n');
    text
}

/// The target, the grade, and how much was found: in one line, if they fit.
fn head(report: &Report, painter: &Painter) -> String {
    let target = painter.bold(&report.target);
    let Some(grade) = &report.grade else {
        let found = match report.ungraded {
            Some(_) => format!("  no grade: {}", report.summary.sentence()),
            None => String::new(),
        };
        return format!("{target}{found}\n");
    };
    let verdict = format!("grade {}, {} of 100", grade.letter, grade.score);
    let rest = format!(": {}", report.summary.sentence());
    let width = report.target.chars().count() + 2 + verdict.len() + rest.len();
    let gap = if width <= WIDTH { "  " } else { "\n  " };
    format!("{target}{gap}{}{rest}\n", painter.grade(&grade.letter, &verdict))
}

/// The findings of one severity.
fn of_severity(findings: &[&Finding], report: &Report, painter: &Painter) -> String {
    let severity = findings.first().map_or("", |finding| &finding.severity);
    let mut text = format!("{}\n", painter.severity(severity));
    for of_check in findings.chunk_by(|a, b| a.check == b.check) {
        // The same on several resources is one finding to people.
        let mut known: HashMap<&str, usize> = HashMap::new();
        let mut shown: Vec<Vec<&Finding>> = Vec::new();
        for &finding in of_check {
            let index = *known.entry(&finding.message).or_insert(shown.len());
            match shown.get_mut(index) {
                Some(same) => same.push(finding),
                None => shown.push(vec![finding]),
            }
        }
        for same in shown.iter().take(MAX_FINDINGS) {
            text.push_str(&of_finding(same[0], same, report, painter));
        }
        if shown.len() > MAX_FINDINGS {
            let more = format!("and {} more", grouped(shown.len() - MAX_FINDINGS));
            text.push_str(&lines(FINDING, &title(of_check[0]), &more, painter));
        }
    }
    text
}

/// A finding, and all that say the same as it. Where it is is cut before what it is, and a mild one
/// has a second line only where its first clause needs it.
fn of_finding(finding: &Finding, same: &[&Finding], report: &Report, painter: &Painter) -> String {
    let title = title(finding);
    let fewest = if matches!(&*finding.severity, "low" | "info") { 1 } else { MAX_LINES };
    let rooms =
        (fewest..=MAX_LINES).flat_map(|most| (1..=MAX_PLACES).rev().map(move |it| (most, it)));
    let mut said = String::new();
    for (most, most_places) in rooms {
        let places = places(same, report, most_places);
        let line = |message: &str| format!("{title}  {message}{places}");
        let fits = |it: &str| wrapped(&line(it), FINDING).len() <= most;
        let message = shortened(&finding.message, CLAUSE, fits);
        said = format!("{message}{places}");
        if !message.ends_with('…') {
            break;
        }
    }
    let mut text = lines(FINDING, &title, &said, painter);
    if is_grave(&finding.severity) {
        let help = std::slice::from_ref(&finding.help);
        for fix in finding.fix.as_ref().map_or(help, |fix| &fix.lines) {
            text.push_str(&lines(FIX, "fix", fix, painter));
        }
    }
    text
}

/// Whether findings are so bad that their fix stands beside them.
fn is_grave(severity: &str) -> bool {
    matches!(severity, "critical" | "high")
}

/// The check, a word of caution where it is needed, and another one where a baseline has it.
fn title(finding: &Finding) -> String {
    let caution = if finding.confidence == "tentative" { " (tentative)" } else { "" };
    let worse = finding.news().filter(|_| finding.state == Some(State::Worse));
    let worse = worse.map(|it| format!(" ({it})")).unwrap_or_default();
    format!("{} {}{caution}{worse}", finding.check, finding.name)
}

/// Where findings are, `most` of their places; empty if all of them are on the page that the first
/// lines name.
fn places(findings: &[&Finding], report: &Report, most: usize) -> String {
    let page = report.led_to.as_ref().unwrap_or(&report.target);
    if findings.iter().all(|finding| finding.resource.url == *page) {
        return String::new();
    }
    let root: String = page.split_inclusive('/').take(3).collect();
    let mut shown = Vec::new();
    for finding in findings.iter().take(most) {
        let path = finding.resource.url.strip_prefix(&root).map(|path| format!("/{path}"));
        let path = path.unwrap_or_else(|| finding.resource.url.clone());
        shown.push(format!("{} {path}", finding.resource.method));
    }
    let more = match findings.len().saturating_sub(most) {
        0 => String::new(),
        more => format!(" and {} more", grouped(more)),
    };
    format!(" ({}{more})", shown.join(", "))
}

/// The grade, what limits it, and the repairs that raise it most: those that do so alone, with the
/// score that is then reached, or else the first to make. A perfect grade needs no words.
fn of_grade(grade: &Grade, findings: &[Finding], painter: &Painter) -> String {
    let mut repairs: Vec<_> =
        grade.points.iter().filter(|point| point.score_without > grade.score).collect();
    repairs.sort_by_key(|point| Reverse(point.score_without));
    let mut repairs: Vec<_> =
        repairs.into_iter().map(|point| (point.score_without.to_string(), point)).collect();
    let mut what = "; with one repair it would be";
    if repairs.is_empty() {
        let costs = grade.points.iter().filter(|point| point.delta < 0);
        repairs.extend(costs.map(|point| (point.delta.to_string(), point)));
        what = "; no repair alone raises it, the first to make are";
    }
    if repairs.is_empty() {
        what = "";
    }
    let mut text = String::new();
    if let Some(cap) = &grade.cap {
        let is_said = findings.iter().any(|it| is_grave(&it.severity) && it.help == cap.raise);
        let raise = if is_said { String::new() } else { format!("; {}", cap.raise) };
        let because = format!("{}{raise}", cap.because);
        text.push_str(&lines(FINDING, &format!("at most {}", cap.letter), &because, painter));
    }
    for (number, point) in repairs.iter().take(MAX_REPAIRS) {
        let check = format!("{} {}", point.check, point.name);
        let line = |raise: &str| format!("{number}  {check}: {raise}");
        let raise = shortened(&point.raise, PHRASE, |it| wrapped(&line(it), FINDING).len() == 1);
        let repair = format!("{check}: {raise}");
        text.push_str(&lines(FINDING, number, &repair, painter));
    }
    if text.is_empty() {
        return text;
    }
    let title = format!("grade {}, {} of 100", grade.letter, grade.score);
    format!("\n{}{what}\n{text}", painter.grade(&grade.letter, &title))
}

/// A title in bold, and what it is about, in as many lines as that needs.
fn lines(indents: [usize; 2], title: &str, text: &str, painter: &Painter) -> String {
    let lines = wrapped(&format!("{title}  {text}"), indents).join("\n");
    lines.replacen(title, &painter.bold(title), 1) + "\n"
}
