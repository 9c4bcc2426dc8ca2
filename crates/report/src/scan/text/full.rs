//! Everything: each finding with its evidence, each point of the grade.

use super::{Painter, about, of_mdn, of_policy_fix, trouble};
use crate::plural;
use crate::scan::compare;
use crate::scan::wire::{Exchange, Finding, Grade, Report};

/// One scan.
pub(super) fn report(report: &Report, painter: &Painter) -> String {
    let mut parts = about(report);
    parts.push(report.summary.sentence());
    parts.push(report.started_at.clone());
    let about = painter.dim(&parts.join(" · "));
    let mut text = format!("{}\n{about}\n{}", painter.bold(&report.target), trouble(report));
    if let Some(changes) = &report.changes {
        text.push_str(&compare::text_before(changes, report, painter.0));
    }
    for finding in &report.findings {
        text.push('\n');
        text.push_str(&of_finding(finding, &report.exchanges, painter));
    }
    if let Some(changes) =
        report.changes.as_ref().filter(|it| !it.fixed.is_empty() || !it.covered.is_empty())
    {
        text.push('\n');
        text.push_str(&compare::text_after(changes, painter.0));
    }
    if !report.accepted.is_empty() {
        text.push_str(&format!("\n{}\n", painter.bold("accepted")));
    }
    for accepted in &report.accepted {
        let finding = &accepted.finding;
        text.push_str(&format!(
            "  {} {} ({}): {}\n",
            finding.check, finding.name, finding.severity, finding.message
        ));
        text.push_str(&format!(
            "      on {}\n      reason: {}\n",
            finding.place(),
            accepted.reason
        ));
    }
    for fix in &report.policy_fixes {
        text.push_str(&of_policy_fix(fix, painter));
    }
    if let Some(grade) = &report.grade {
        text.push('\n');
        text.push_str(&of_grade(grade, report.profile, painter));
    }
    if let Some(mdn) = &report.mdn {
        text.push_str(&of_mdn(mdn, painter, |_| true));
    }
    text.push('\n');
    text
}

fn of_finding(finding: &Finding, exchanges: &[Exchange], painter: &Painter) -> String {
    let mut text = format!(
        "{} {} {}\n  {}\n",
        painter.severity(&finding.severity),
        painter.bold(&format!("{} {}", finding.check, finding.name)),
        painter.dim(&format!("({})", certainty(finding))),
        finding.message
    );
    let mut row = |label: &str, value: &str| {
        text.push_str(&format!("  {} {value}\n", painter.dim(&format!("{label:>5}:"))));
    };
    row("on", &finding.place());
    if let Some(who) = &finding.who {
        row("who", who);
    }
    for evidence in &finding.evidence {
        row("seen", &evidence.seen);
    }
    // The first one shows it, the others are what it is compared with.
    let first = finding.evidence.first().and_then(|it| exchanges.get(it.exchange));
    if let Some(exchange) = first {
        row("try", &exchange.curl);
    }
    // What is malformed is seen in its bytes alone; the line before them says why it was refused.
    let malformed = first.filter(|exchange| exchange.status.is_none());
    for line in malformed.iter().flat_map(|exchange| exchange.head.lines().skip(1)) {
        row("got", line);
    }
    row("help", &finding.help);
    if let Some(fix) = &finding.fix {
        for line in &fix.lines {
            row("fix", line);
        }
    }
    if !finding.clause.is_empty() {
        row("see", finding.clause);
    }
    text
}

/// How sure a finding is and, where scans are compared, what it is to the baseline.
fn certainty(finding: &Finding) -> String {
    let state = finding.news().map(|news| format!(", {news}")).unwrap_or_default();
    format!("{}{state}", finding.confidence)
}

fn of_grade(grade: &Grade, profile: &str, painter: &Painter) -> String {
    let title = format!("grade {}, {} of 100", grade.letter, grade.score);
    let rubric = painter.dim(&format!("({}, {profile})", grade.rubric));
    let mut text = format!("{} {rubric}\n", painter.grade(&grade.letter, &title));
    if let Some(cap) = &grade.cap {
        text.push_str(&format!("  at most {} ({}): {}\n", cap.letter, cap.score, cap.because));
        text.push_str(&format!("       to raise it: {}\n", cap.raise));
    }
    for point in grade.points.iter().filter(|point| point.delta < 0) {
        let count = match point.findings {
            1 => String::new(),
            count => format!(", {}", plural(count, "finding")),
        };
        text.push_str(&format!(
            "  {:>4} {} {}{count}: {}\n",
            point.delta, point.check, point.name, point.why
        ));
        let alone = painter.dim(&format!("({} if only this is repaired)", point.score_without));
        text.push_str(&format!("       to raise it: {} {alone}\n", point.raise));
    }
    for accepted in &grade.accepted {
        text.push_str(&format!(
            "     0 {} {}: accepted, {}\n",
            accepted.check, accepted.name, accepted.reason
        ));
    }
    text
}
