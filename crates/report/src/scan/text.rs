//! For a terminal: findings by severity, then the grade and what would raise it.

use super::wire::{Exchange, Finding, Grade, Report};
use super::writer::{MAX_ROWS, ScanWriter};
use crate::{Styling, grouped, plural};

/// Text with or without terminal styles.
struct Painter(Styling);

impl Painter {
    fn paint(&self, style: &str, text: &str) -> String {
        match self.0 {
            Styling::Plain => text.to_owned(),
            Styling::Ansi => format!("\u{1b}[{style}m{text}\u{1b}[0m"),
        }
    }

    fn severity(&self, severity: &str) -> String {
        let style = match severity {
            "critical" => "1;97;41",
            "high" => "1;31",
            "medium" => "1;33",
            "low" => "1;36",
            _ => "1",
        };
        self.paint(style, severity)
    }

    fn grade(&self, letter: &str, text: &str) -> String {
        let style = match letter {
            "A+" | "A" => "1;32",
            "B" | "C" => "1;33",
            _ => "1;31",
        };
        self.paint(style, text)
    }

    fn bold(&self, text: &str) -> String {
        self.paint("1", text)
    }

    fn dim(&self, text: &str) -> String {
        self.paint("2", text)
    }
}

/// One scan.
pub(super) fn report(report: &Report, styling: Styling) -> String {
    let painter = Painter(styling);
    let mut text = format!("{}\n{}\n", painter.bold(&report.target), about(report, &painter));
    if let Some(failure) = &report.failure {
        text.push_str(&format!("no answer: {failure}\n"));
    }
    if let Some(reason) = &report.cut_short {
        text.push_str(&format!("cut short: {reason}\n"));
    }
    for finding in &report.findings {
        text.push('\n');
        text.push_str(&of_finding(finding, &report.exchanges, &painter));
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
        let title = format!("the policy for {}: {}", fix.target, fix.file);
        text.push_str(&format!("\n{}\n", painter.bold(&title)));
        text.push_str(&indented(&fix.text, "  "));
    }
    if let Some(grade) = &report.grade {
        text.push('\n');
        text.push_str(&of_grade(grade, report.profile, &painter));
    }
    if let Some(mdn) = &report.mdn {
        text.push_str(&format!("\n{}\n", painter.bold(&mdn.sentence())));
        for test in &mdn.tests {
            let (points, name, result) = (test.points(), test.name, test.result);
            text.push_str(&format!("  {points:>4} {name}: {result}\n"));
        }
    }
    text.push('\n');
    text
}

/// After several scans, one line for each.
pub(super) fn end(writer: &ScanWriter) -> String {
    if writer.count < 2 {
        return String::new();
    }
    let painter = Painter(writer.options.styling);
    let mut text = format!("{}\n", painter.bold(&plural(writer.count, "target")));
    for row in &writer.rows {
        text.push_str(&format!(
            "  {:<7} {}  {}\n",
            row.grade,
            row.target,
            painter.dim(&row.summary)
        ));
    }
    if writer.count > MAX_ROWS {
        text.push_str(&format!("  and {} more\n", grouped(writer.count - MAX_ROWS)));
    }
    text
}

fn about(report: &Report, painter: &Painter) -> String {
    let mut parts = Vec::new();
    if let Some(led_to) = report.led_to.as_ref().filter(|led_to| **led_to != report.target) {
        parts.push(format!("led to {led_to}"));
    }
    parts.extend(report.server.clone());
    parts.push(plural(report.requests, "request"));
    if report.cross_origin_requests == 0 {
        parts.push("none as another origin".to_owned());
    }
    parts.push(report.summary.sentence());
    parts.push(report.started_at.clone());
    painter.dim(&parts.join(" · "))
}

fn of_finding(finding: &Finding, exchanges: &[Exchange], painter: &Painter) -> String {
    let mut text = format!(
        "{} {} {}\n  {}\n",
        painter.severity(&finding.severity),
        painter.bold(&format!("{} {}", finding.check, finding.name)),
        painter.dim(&format!("({})", finding.confidence)),
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

fn indented(text: &str, by: &str) -> String {
    text.lines().map(|line| format!("{by}{line}\n")).collect()
}
