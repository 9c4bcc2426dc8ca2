//! SARIF 2.1.0, as code scanning services read it.

mod location;
mod message;
mod result;
mod rule;

use corsmith_scan::CheckMeta;
use serde::Serialize;

use super::ScanReport;
use super::json::indented;
use super::wire::Report;
use crate::pretty;
use crate::sarif::log::{COLUMN_KIND, OwnedText, ResultWire, SCHEMA, Tool, VERSION};
use message::message;
use result::{absent, result};
use rule::rule;

/// Most targets without an answer, or with a scan that was cut short, that the log names.
const MAX_NOTIFICATIONS: usize = 1_000;

/// What is known while the results are written, and stands after them.
#[derive(Debug, Default)]
pub(super) struct State {
    results: usize,
    /// In the order in which results first named them.
    rules: Vec<&'static CheckMeta>,
    /// The message, and whether nothing answered.
    notifications: Vec<(String, &'static str)>,
}

pub(super) fn begin() -> String {
    format!(
        "{{\n  \"$schema\": \"{SCHEMA}\",\n  \"version\": \"{VERSION}\",\n  \"runs\": [\n    {{\n      \
         \"columnKind\": \"{COLUMN_KIND}\",\n      \"results\": ["
    )
}

impl State {
    /// The results of one scan.
    pub(super) fn report(&mut self, report: &Report, scan: &ScanReport) -> String {
        if self.notifications.len() < MAX_NOTIFICATIONS {
            let target = &report.target;
            let help = report.failure_help.map(|it| format!("\nhelp: {it}")).unwrap_or_default();
            let failed = report
                .failure
                .iter()
                .map(|it| (format!("{target}: no answer: {it}{help}"), "error"));
            let cut =
                report.cut_short.iter().map(|it| (format!("{target}: cut short: {it}"), "warning"));
            let ungraded =
                report.ungraded.iter().map(|it| (format!("{target}: no grade: {it}"), "error"));
            self.notifications.extend(failed.chain(ungraded).chain(cut));
        }
        let judgement = &scan.judgement;
        let found = judgement.findings.iter().map(|finding| finding.check).zip(&report.findings);
        let accepted = judgement.suppressed.iter().map(|(finding, _)| finding.check);
        let accepted = accepted.zip(&report.accepted);
        let mut text = String::new();
        for (check, finding) in found {
            let rule_index = self.rule_index(check);
            text.push_str(&self.result(&result(rule_index, finding, None)));
        }
        for (check, accepted) in accepted {
            let rule_index = self.rule_index(check);
            let accepted = result(rule_index, &accepted.finding, Some(&accepted.reason));
            text.push_str(&self.result(&accepted));
        }
        for known in report.changes.iter().flat_map(|changes| &changes.fixed) {
            // What is fixed was asked about again, so its check ran.
            if let Some(check) = scan.checks.iter().find(|check| check.code == known.check) {
                let rule_index = self.rule_index(check);
                text.push_str(&self.result(&absent(rule_index, check, known)));
            }
        }
        text
    }

    fn rule_index(&mut self, check: &'static CheckMeta) -> usize {
        let known = self.rules.iter().position(|known| known.code == check.code);
        known.unwrap_or_else(|| {
            self.rules.push(check);
            self.rules.len() - 1
        })
    }

    fn result(&mut self, result: &ResultWire<'_>) -> String {
        let comma = if self.results == 0 { "" } else { "," };
        self.results += 1;
        format!("{comma}\n{}", indented(&pretty(result), "        "))
    }

    pub(super) fn end(&self) -> String {
        let end = if self.results == 0 { "]" } else { "\n      ]" };
        let tool = Tool::new(self.rules.iter().map(|check| rule(check)).collect());
        let notifications = self
            .notifications
            .iter()
            .map(|(text, level)| Notification { level, message: message(text) });
        let invocation = Invocation {
            execution_successful: self.notifications.iter().all(|(_, level)| *level != "error"),
            tool_execution_notifications: notifications.collect(),
        };
        let tail = Tail { tool, invocations: [invocation] };
        // The members of an object, without its braces.
        let members = pretty(&tail);
        let members =
            members.trim().trim_start_matches('{').trim_end_matches('}').trim_matches('\n');
        format!("{end},\n{}\n    }}\n  ]\n}}\n", indented(members, "    "))
    }
}

#[derive(Serialize)]
struct Tail {
    tool: Tool,
    invocations: [Invocation; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Invocation {
    execution_successful: bool,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    tool_execution_notifications: Vec<Notification>,
}

#[derive(Serialize)]
struct Notification {
    level: &'static str,
    message: OwnedText,
}
