//! For spreadsheets: one line a finding, by RFC 4180.
//!
//! A spreadsheet takes a cell that begins with `=`, `+`, `-` or `@` for a formula, and formulas can
//! open addresses. What a server sent must not become one
//! ([OWASP](https://owasp.org/www-community/attacks/CSV_Injection)): such cells begin with an
//! apostrophe.

use csv::{QuoteStyle, Terminator, WriterBuilder};

use super::compare::Known;
use super::wire::{Finding, Report};

const HEAD: [&str; 17] = [
    "target",
    "grade",
    "score",
    "severity",
    "confidence",
    "check",
    "name",
    "topic",
    "method",
    "url",
    "message",
    "who",
    "help",
    "fix",
    "accepted",
    "fingerprint",
    "state",
];

pub(super) fn begin() -> String {
    written([HEAD.map(str::to_owned)])
}

/// One line a finding, also for one of the baseline that is fixed; one with a message only for a
/// target that did not answer, or not enough for a grade.
pub(super) fn report(report: &Report) -> String {
    let found = report.findings.iter().map(|finding| row(report, finding, ""));
    let accepted = report.accepted.iter().map(|it| row(report, &it.finding, &it.reason));
    let failed = report.failure.iter().map(|failure| format!("no answer: {failure}"));
    let ungraded = report.ungraded.iter().map(|reason| format!("no grade: {reason}"));
    let failed = failed.chain(ungraded).map(|message| {
        let mut row = HEAD.map(|_| String::new());
        row[0].clone_from(&report.target);
        row[10] = message;
        report.failure_help.unwrap_or_default().clone_into(&mut row[12]);
        row
    });
    let changes = report.changes.iter().flat_map(|changes| &changes.fixed);
    let changes = changes.map(|known| fixed(report, known));
    written(failed.chain(found).chain(accepted).chain(changes))
}

fn row(report: &Report, finding: &Finding, accepted: &str) -> [String; 17] {
    let grade = report.grade.as_ref();
    let fix = finding.fix.as_ref().map(|fix| fix.lines.join("\n"));
    [
        report.target.clone(),
        grade.map(|grade| grade.letter.clone()).unwrap_or_default(),
        grade.map(|grade| grade.score.to_string()).unwrap_or_default(),
        finding.severity.clone(),
        finding.confidence.clone(),
        finding.check.to_owned(),
        finding.name.to_owned(),
        finding.topic.to_owned(),
        finding.resource.method.clone(),
        finding.resource.url.clone(),
        finding.message.clone(),
        finding.who.clone().unwrap_or_default(),
        finding.help.clone(),
        fix.unwrap_or_default(),
        accepted.to_owned(),
        finding.fingerprint.clone(),
        finding.state.map(|state| state.name().to_owned()).unwrap_or_default(),
    ]
}

/// What was in the baseline and is not any more.
fn fixed(report: &Report, known: &Known) -> [String; 17] {
    let mut row = HEAD.map(|_| String::new());
    row[0].clone_from(&report.target);
    row[3].clone_from(&known.severity);
    row[5].clone_from(&known.check);
    row[6].clone_from(&known.name);
    row[8].clone_from(&known.resource.method);
    row[9].clone_from(&known.resource.url);
    row[15].clone_from(&known.fingerprint);
    "fixed".clone_into(&mut row[16]);
    row
}

fn written(rows: impl IntoIterator<Item = [String; 17]>) -> String {
    let mut writer = WriterBuilder::new()
        .terminator(Terminator::CRLF)
        .quote_style(QuoteStyle::Necessary)
        .from_writer(Vec::new());
    for row in rows {
        // Writing to memory does not fail, and every row has as many cells as the first.
        let _ = writer.write_record(row.map(harmless));
    }
    // The cells are text, and so is what stands between them.
    writer.into_inner().ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default()
}

/// The cell, never a formula. Tab and carriage return are skipped by some programs before they look
/// for one; full-width forms are taken for their ASCII ones by others.
fn harmless(cell: String) -> String {
    const BEGINNINGS: [char; 11] =
        ['=', '+', '-', '@', '\t', '\r', '\n', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}'];
    if cell.starts_with(BEGINNINGS) { format!("'{cell}") } else { cell }
}

#[cfg(test)]
mod tests {
    use super::{HEAD, harmless, written};

    #[test]
    fn no_cell_is_a_formula() {
        for cell in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "\u{ff1d}1"] {
            assert_eq!(harmless(cell.to_owned()), format!("'{cell}"));
        }
        for cell in ["", "A+", "a=b", "https://a.example/"] {
            assert_eq!(harmless(cell.to_owned()), cell);
        }
    }

    #[test]
    fn cells_stay_cells() {
        let cells = HEAD.map(|name| format!("{name},\"\r\n;"));
        let text = written([cells.clone()]);
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
        let record = reader.records().next().unwrap().unwrap();
        assert_eq!(record.iter().collect::<Vec<_>>(), cells);
    }
}
