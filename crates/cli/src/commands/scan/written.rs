//! What a file of reports has in it, for whoever does not open it.

use std::path::Path;

use corsmith_report::scan::{ScanWriter, Totals};
use corsmith_report::{grouped, plural};
use corsmith_scan::Severity;

/// `wrote a.json: 2 targets, 20 findings, 6 of them medium or worse`, and the first of those that
/// fail the command.
pub(super) fn text(path: &Path, writer: &ScanWriter, fail_on: Option<Severity>) -> String {
    let Totals { targets, unanswered, ungraded, findings, failing, first_failing } =
        writer.totals();
    let mut parts = vec![plural(targets, "target")];
    if unanswered > 0 {
        parts.push(format!("{} without an answer", grouped(unanswered)));
    }
    if ungraded > 0 {
        parts.push(format!("{} without a grade", grouped(ungraded)));
    }
    parts.push(match findings {
        0 => "no findings".to_owned(),
        findings => plural(findings, "finding"),
    });
    let failing = if fail_on.is_some() { failing } else { 0 };
    if let Some(threshold) = fail_on.filter(|_| findings > 0) {
        let from = match threshold {
            Severity::Critical => threshold.to_string(),
            _ => format!("{threshold} or worse"),
        };
        let news = if writer.compares() { ", and new or graver than before" } else { "" };
        let count = if failing == 0 { "none".to_owned() } else { grouped(failing) };
        parts.push(format!("{count} of them {from}{news}"));
    }
    let mut text = format!("wrote {}: {}\n", path.display(), parts.join(", "));
    let shown = if failing > 0 { &first_failing[..] } else { &[] };
    for line in shown {
        text.push_str(&format!("  {line}\n"));
    }
    if failing > shown.len() {
        text.push_str(&format!("  and {} more\n", grouped(failing - shown.len())));
    }
    text
}
