//! What changed, for a terminal.

use super::{Changes, Comparison, Known};
use crate::scan::wire::Report;
use crate::{Styling, grouped};

/// Most targets that are listed because they were not scanned.
const MAX_MISSING: usize = 10;

/// What stands before the findings of a target: what changed, and what has to be known to read it.
pub(in crate::scan) fn before(changes: &Changes, report: &Report, styling: Styling) -> String {
    let grades = changes.grades(report).map(|it| format!("; {it}")).unwrap_or_default();
    let title = paint(styling, "1", &format!("since {}", changes.baseline));
    let mut text = format!("{title}: {}{grades}\n", changes.sentence());
    for caveat in &changes.caveats {
        text.push_str(&format!("  {caveat}\n"));
    }
    text
}

/// What stands after the findings: what is fixed, and what a graver one has become, a line each.
pub(in crate::scan) fn after(changes: &Changes, styling: Styling) -> String {
    let of = |title: &str, style: &str, known: &[Known]| {
        if known.is_empty() {
            return String::new();
        }
        let lines = known.iter().map(|known| format!("  {}\n", known.sentence()));
        format!("{}\n{}", paint(styling, style, title), lines.collect::<String>())
    };
    of("fixed", "1;32", &changes.fixed) + &of("part of a graver one", "1", &changes.covered)
}

/// After all scans: the targets of the baseline that are not among them.
pub(in crate::scan) fn end(comparison: &Comparison, styling: Styling) -> String {
    let summary = comparison.summary();
    let missing = &summary.missing_targets;
    if missing.is_empty() {
        return String::new();
    }
    let title = format!("in {} and not scanned", summary.baseline);
    let mut text = format!("{}\n", paint(styling, "1", &title));
    for target in missing.iter().take(MAX_MISSING) {
        text.push_str(&format!("  {target}\n"));
    }
    if missing.len() > MAX_MISSING {
        text.push_str(&format!("  and {} more\n", grouped(missing.len() - MAX_MISSING)));
    }
    text
}

fn paint(styling: Styling, style: &str, text: &str) -> String {
    match styling {
        Styling::Plain => text.to_owned(),
        Styling::Ansi => format!("\u{1b}[{style}m{text}\u{1b}[0m"),
    }
}
