//! SARIF 2.1.0, as code scanning services read it.
//!
//! The location of a finding is a URL, and code scanning services know files only: GitHub refuses
//! a log with an `https` URI. A location is therefore the URL without its scheme, as a relative
//! reference (`api.example.com/orders`), line 1; the whole one is the logical location and the
//! property `url`.

use std::collections::BTreeMap;
use std::fmt::Write;

use corsmith_scan::{CheckMeta, Severity};
use serde::Serialize;

use super::ScanReport;
use super::json::indented;
use super::wire::{Finding, Report};
use crate::pretty;
use crate::sarif::log::{
    ArtifactLocation, COLUMN_KIND, Configuration, Help, Location, LogicalLocation, OwnedText,
    PhysicalLocation, Region, ResultWire, Rule, RuleProperties, SCHEMA, Suppression, Text, Tool,
    VERSION,
};

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
            let failed =
                report.failure.iter().map(|it| (format!("{target}: no answer: {it}"), "error"));
            let cut =
                report.cut_short.iter().map(|it| (format!("{target}: cut short: {it}"), "warning"));
            self.notifications.extend(failed.chain(cut));
        }
        let judgement = &scan.judgement;
        let found = judgement.findings.iter().map(|finding| finding.check).zip(&report.findings);
        let accepted = judgement.suppressed.iter().map(|(finding, _)| finding.check);
        let accepted = accepted.zip(&report.accepted);
        let mut text = String::new();
        for (check, finding) in found {
            text.push_str(&self.result(check, finding, None));
        }
        for (check, accepted) in accepted {
            text.push_str(&self.result(check, &accepted.finding, Some(&accepted.reason)));
        }
        text
    }

    fn result(
        &mut self,
        check: &'static CheckMeta,
        finding: &Finding,
        reason: Option<&str>,
    ) -> String {
        let known = self.rules.iter().position(|known| known.code == check.code);
        let rule_index = known.unwrap_or_else(|| {
            self.rules.push(check);
            self.rules.len() - 1
        });
        let comma = if self.results == 0 { "" } else { "," };
        self.results += 1;
        format!("{comma}\n{}", indented(&pretty(&result(rule_index, finding, reason)), "        "))
    }

    pub(super) fn end(&self) -> String {
        let end = if self.results == 0 { "]" } else { "\n      ]" };
        let tool = Tool::new(self.rules.iter().map(|check| rule(check)).collect());
        let notifications = self.notifications.iter().map(|(text, level)| Notification {
            level,
            message: OwnedText { text: escaped(text) },
        });
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

fn result<'a>(rule_index: usize, finding: &'a Finding, reason: Option<&'a str>) -> ResultWire<'a> {
    let mut text = finding.message.clone();
    if let Some(who) = &finding.who {
        text.push_str(&format!("\nwho: {who}"));
    }
    text.push_str(&format!("\nhelp: {}", finding.help));
    for line in finding.fix.iter().flat_map(|fix| &fix.lines) {
        text.push_str(&format!("\nfix: {line}"));
    }
    let artifact_location = ArtifactLocation { uri: relative(&finding.resource.url) };
    let region = Region { start_line: 1, start_column: None, end_line: None, end_column: None };
    let logical = LogicalLocation { fully_qualified_name: finding.place(), kind: "resource" };
    let properties = [
        ("confidence", finding.confidence.as_str()),
        ("severity", finding.severity.as_str()),
        ("url", finding.resource.url.as_str()),
    ];
    ResultWire {
        rule_id: finding.check,
        rule_index,
        level: level(&finding.severity),
        message: OwnedText { text: escaped(&text) },
        locations: [Location {
            physical_location: PhysicalLocation { artifact_location, region },
            logical_locations: vec![logical],
        }],
        fixes: Vec::new(),
        partial_fingerprints: BTreeMap::from([("corsmith/v1", finding.fingerprint.as_str())]),
        suppressions: reason
            .map(|justification| Suppression { kind: "external", justification })
            .into_iter()
            .collect(),
        properties: BTreeMap::from(properties),
    }
}

fn rule(check: &'static CheckMeta) -> Rule {
    let docs = check.docs();
    Rule {
        id: check.code,
        name: check.name,
        short_description: Text { text: check.summary },
        help: (!docs.is_empty()).then(|| Help { text: docs.clone(), markdown: docs }),
        help_uri: Some(check.clause).filter(|clause| clause.starts_with("https://")),
        default_configuration: Configuration { level: level(&check.severity.to_string()) },
        properties: Some(RuleProperties {
            tags: vec!["security", check.topic.name()],
            security_severity: security_severity(check.severity),
        }),
    }
}

fn level(severity: &str) -> &'static str {
    match severity {
        "critical" | "high" => "error",
        "medium" => "warning",
        _ => "note",
    }
}

/// In the middle of the ranges in which GitHub names severities.
fn security_severity(severity: Severity) -> Option<&'static str> {
    match severity {
        Severity::Critical => Some("9.5"),
        Severity::High => Some("8.0"),
        Severity::Medium => Some("5.5"),
        Severity::Low => Some("2.0"),
        Severity::Info => None,
    }
}

/// Text in which nothing is a link (section 3.11.6) or a placeholder (section 3.11.5).
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for char in text.chars() {
        match char {
            '[' | ']' | '\\' => escaped.extend(['\\', char]),
            '{' | '}' => escaped.extend([char, char]),
            _ => escaped.push(char),
        }
    }
    escaped
}

/// A URL without its scheme, as a relative reference. A colon in its first segment would begin a
/// scheme.
fn relative(url: &str) -> String {
    let (_, rest) = url.split_once("://").unwrap_or(("", url));
    let rest = rest.strip_suffix('/').unwrap_or(rest);
    let mut relative = String::with_capacity(rest.len());
    for byte in rest.bytes() {
        match byte {
            b'a'..=b'z'
            | b'A'..=b'Z'
            | b'0'..=b'9'
            | b'-'
            | b'.'
            | b'_'
            | b'~'
            | b'/'
            | b'?'
            | b'='
            | b'&'
            | b'%' => relative.push(char::from(byte)),
            _ => {
                // Writing to a String cannot fail.
                let _ = write!(relative, "%{byte:02X}");
            }
        }
    }
    relative
}

#[cfg(test)]
mod tests {
    use super::{escaped, relative};

    #[test]
    fn urls_become_references() {
        let rows = [
            ("https://api.example.com/", "api.example.com"),
            ("https://api.example.com/orders?a=b%20c", "api.example.com/orders?a=b%20c"),
            ("http://localhost:3000/a", "localhost%3A3000/a"),
            ("http://[::1]/", "%5B%3A%3A1%5D"),
            ("https://a.example/?token=[masked]", "a.example/?token=%5Bmasked%5D"),
        ];
        for (url, expected) in rows {
            assert_eq!(relative(url), expected);
        }
    }

    #[test]
    fn messages_have_no_links_and_no_placeholders() {
        assert_eq!(escaped("[x](https://evil.example) {0}"), r"\[x\](https://evil.example) {{0}}");
    }
}
