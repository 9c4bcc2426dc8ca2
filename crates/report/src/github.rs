//! Workflow commands of GitHub Actions, which turn findings into annotations of a pull request
//! ([documentation](https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands)).

use std::fmt::Write;

use corsmith_lint::Severity;

use crate::FileFindings;
use crate::environments::in_environments;

/// One workflow command a finding.
///
/// ```
/// assert_eq!(corsmith_report::github(&[]), "");
/// ```
#[must_use]
pub fn github(files: &[FileFindings<'_>]) -> String {
    let mut text = String::new();
    for file in files {
        for finding in file.findings {
            let command = match finding.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
                Severity::Info => "notice",
            };
            let region = file.source.region(finding.span);
            let (start, end) = (region.start, region.end);
            let mut message = finding.message.clone();
            if let Some(environments) = in_environments(finding) {
                message.push_str(&format!(" ({environments})"));
            }
            if let Some(help) = &finding.help {
                message.push_str("\nhelp: ");
                message.push_str(help);
            }
            // Writing to a String cannot fail.
            let _ = write!(
                text,
                "::{command} file={},line={},endLine={}",
                property(file.source.name()),
                start.line,
                end.line,
            );
            // Columns are ignored, with a warning, where an annotation has several lines.
            if start.line == end.line {
                let _ = write!(text, ",col={},endColumn={}", start.column, end.column);
            }
            let title = format!("{} {}", finding.rule.code, finding.rule.name);
            let _ = writeln!(text, ",title={}::{}", property(&title), data(&message));
        }
    }
    text
}

/// Escapes a message, as the toolkit of GitHub Actions does (`command.ts`, `escapeData`).
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// Escapes a property (`escapeProperty`).
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::{data, property};

    #[test]
    fn commands_cannot_be_ended_or_begun_by_a_message() {
        assert_eq!(data("100%\n::error::x\r"), "100%25%0A::error::x%0D");
        assert_eq!(property("C:\\a,b%"), "C%3A\\a%2Cb%25");
    }
}
