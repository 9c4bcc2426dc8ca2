//! For pull requests and wikis.

mod literal;

use super::compare::{Changes, Comparison};
use super::overview::{MAX_ROWS, Overview};
use super::wire::{Exchange, Finding, Grade, Mdn, Report};
use crate::{grouped, plural};
use literal::{block, code, prose, sentence};

pub(super) fn begin() -> String {
    "# Scan\n\n".to_owned()
}

/// One scan.
pub(super) fn report(report: &Report) -> String {
    let mut text = format!("## {}\n\n", code(&report.target));
    if let Some(grade) = &report.grade {
        text.push_str(&format!("**Grade {}**, {} of 100. ", grade.letter, grade.score));
    }
    text.push_str(&format!("{}.\n\n", about(report)));
    if let Some(failure) = &report.failure {
        text.push_str(&format!("**No answer:** {}\n\n", prose(failure)));
    }
    if let Some(help) = report.failure_help {
        text.push_str(&format!("**Help:** {}\n\n", prose(help)));
    }
    if let Some(reason) = &report.ungraded {
        text.push_str(&format!("**No grade:** {}\n\n", sentence(reason)));
    }
    if let Some(reason) = &report.cut_short {
        text.push_str(&format!("**Cut short:** {}\n\n", prose(reason)));
    }
    if let Some(changes) = &report.changes {
        text.push_str(&of_changes(changes, report));
    }
    for finding in &report.findings {
        text.push_str(&of_finding(finding, &report.exchanges));
    }
    if !report.accepted.is_empty() {
        text.push_str("### Accepted\n\n");
        for accepted in &report.accepted {
            let finding = &accepted.finding;
            text.push_str(&format!(
                "- **{} {}** ({}) on {}: {} **Reason:** {}\n",
                finding.check,
                finding.name,
                finding.severity,
                code(&finding.place()),
                sentence(&finding.message),
                prose(&accepted.reason)
            ));
        }
        text.push('\n');
    }
    for fix in &report.policy_fixes {
        text.push_str(&format!(
            "### The policy for {}: {}\n\n{}\n",
            prose(&fix.target),
            code(&fix.file),
            block(&fix.text)
        ));
    }
    if let Some(grade) = &report.grade {
        text.push_str(&of_grade(grade, report.profile));
    }
    if let Some(mdn) = &report.mdn {
        text.push_str(&of_mdn(mdn));
    }
    text
}

/// The targets of a baseline that were not scanned; after several scans, a table.
pub(super) fn end(overview: &Overview, comparison: Option<&Comparison>) -> String {
    let missing = comparison.map(of_missing).unwrap_or_default();
    let rows = overview.rows();
    if rows.is_empty() {
        return missing;
    }
    let mut text = format!("{missing}## {}\n\n", plural(overview.count, "target"));
    text.push_str("| target | grade | findings |\n|---|---|---|\n");
    for row in rows {
        let cells = [code(&row.target), prose(&row.grade), prose(&row.summary)];
        text.push_str(&format!("| {} |\n", cells.map(|cell| cell.replace('|', "\\|")).join(" | ")));
    }
    let more = overview.rowless();
    if more > 0 {
        text.push_str(&format!("\nand {} more\n", grouped(more)));
    }
    text
}

fn about(report: &Report) -> String {
    let mut parts = Vec::new();
    if let Some(led_to) = report.led_to.as_ref().filter(|led_to| **led_to != report.target) {
        parts.push(format!("Led to {}", code(led_to)));
    }
    parts.extend(report.server.as_deref().map(|server| format!("Server: {}", prose(server))));
    let not_asked = report.not_asked().map(|it| format!(", {}", prose(it))).unwrap_or_default();
    parts.push(format!("{}{not_asked}", report.sent()));
    parts.push(report.summary.sentence());
    parts.push(prose(&report.started_at));
    parts.join(" · ")
}

fn of_changes(changes: &Changes, report: &Report) -> String {
    let grades = changes.grades(report).map(|it| format!("; {it}")).unwrap_or_default();
    let mut text = format!("### Since {}\n\n", code(&changes.baseline));
    text.push_str(&format!("{}.\n\n", prose(&format!("{}{grades}", changes.sentence()))));
    for caveat in &changes.caveats {
        text.push_str(&format!("- {}\n", prose(caveat)));
    }
    for known in &changes.fixed {
        text.push_str(&format!("- **Fixed:** {}\n", prose(&known.sentence())));
    }
    for known in &changes.covered {
        text.push_str(&format!("- **Part of a graver one:** {}\n", prose(&known.sentence())));
    }
    if !changes.caveats.is_empty() || !changes.fixed.is_empty() || !changes.covered.is_empty() {
        text.push('\n');
    }
    text
}

fn of_missing(comparison: &Comparison) -> String {
    let summary = comparison.summary();
    let missing = &summary.missing_targets;
    if missing.is_empty() {
        return String::new();
    }
    let mut text = format!("## In {} and not scanned\n\n", code(&summary.baseline));
    for target in missing.iter().take(MAX_ROWS) {
        text.push_str(&format!("- {}\n", code(target)));
    }
    if missing.len() > MAX_ROWS {
        text.push_str(&format!("- and {} more\n", grouped(missing.len() - MAX_ROWS)));
    }
    text.push('\n');
    text
}

fn of_finding(finding: &Finding, exchanges: &[Exchange]) -> String {
    let state = finding.news().map(|news| format!(" ({})", prose(&news))).unwrap_or_default();
    let mut text = format!(
        "### {}{state}: {} {}\n\n{}\n\n",
        capitalised(&finding.severity),
        finding.check,
        finding.name,
        sentence(&finding.message)
    );
    text.push_str(&format!("- **On:** {} ({})\n", code(&finding.place()), finding.confidence));
    if let Some(who) = &finding.who {
        text.push_str(&format!("- **Who:** {}\n", prose(who)));
    }
    text.push_str(&format!("- **Help:** {}\n", prose(&finding.help)));
    if !finding.clause.is_empty() {
        text.push_str(&format!("- **See:** <{}>\n", finding.clause));
    }
    text.push('\n');
    if let Some(fix) = &finding.fix {
        text.push_str(&format!("{}\n", block(&fix.lines.join("\n"))));
    }
    for evidence in &finding.evidence {
        if let Some(exchange) = exchanges.get(evidence.exchange) {
            text.push_str(&of_exchange(&evidence.seen, exchange));
        }
    }
    text
}

fn of_exchange(seen: &str, exchange: &Exchange) -> String {
    let notes = |notes: &[String]| -> String {
        notes.iter().map(|note| format!("{}\n\n", prose(note))).collect()
    };
    // As people count.
    let number = exchange.number + 1;
    let mut text = format!("<details><summary>Evidence {number}</summary>\n\n");
    text.push_str(&format!("{}\n\n", code(seen)));
    text.push_str(&block(&exchange.curl));
    text.push('\n');
    text.push_str(&notes(&exchange.curl_notes));
    text.push_str(&block(&exchange.head));
    text.push('\n');
    if !exchange.script.is_empty() {
        text.push_str(&block(&exchange.script));
        text.push('\n');
    }
    text.push_str(&notes(&exchange.script_notes));
    text.push_str("</details>\n\n");
    text
}

fn of_grade(grade: &Grade, profile: &str) -> String {
    let mut text = format!(
        "### Grade {}, {} of 100 ({}, {profile})\n\n",
        grade.letter, grade.score, grade.rubric
    );
    if let Some(cap) = &grade.cap {
        text.push_str(&format!(
            "- **At most {} ({}):** {} **To raise it:** {}\n",
            cap.letter,
            cap.score,
            sentence(&cap.because),
            prose(&cap.raise)
        ));
    }
    for point in grade.points.iter().filter(|point| point.delta < 0) {
        text.push_str(&format!(
            "- **{}** {} {}: {} **To raise it:** {} ({} if only this is repaired)\n",
            point.delta,
            point.check,
            point.name,
            sentence(&point.why),
            prose(&point.raise),
            point.score_without
        ));
    }
    for accepted in &grade.accepted {
        text.push_str(&format!(
            "- **0** {} {}: accepted, {}\n",
            accepted.check,
            accepted.name,
            prose(&accepted.reason)
        ));
    }
    text.push('\n');
    text
}

fn of_mdn(mdn: &Mdn) -> String {
    let mut text = format!("### {}\n\n", prose(&mdn.sentence()));
    if !mdn.tests.is_empty() {
        text.push_str("| points | subject | result |\n|--:|---|---|\n");
        for test in &mdn.tests {
            let points = test.points();
            text.push_str(&format!("| {points} | {} | {} |\n", test.name, test.description));
        }
        text.push('\n');
    }
    text
}

fn capitalised(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}
