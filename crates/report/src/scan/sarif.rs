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
use super::compare::{Known, State as FindingState};
use super::json::indented;
use super::wire::{Finding, Report, Resource};
use crate::pretty;
use crate::sarif::log::{
    ArtifactLocation, COLUMN_KIND, Configuration, Help, Location, LogicalLocation, OwnedText,
    PhysicalLocation, Region, ResultWire, Rule, RuleProperties, SCHEMA, Suppression, Text, Tool,
    VERSION, full_description,
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
            let help = report.failure_help.map(|it| format!("\nhelp: {it}")).unwrap_or_default();
            let failed = report
                .failure
                .iter()
                .map(|it| (format!("{target}: no answer: {it}{help}"), "error"));
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
    let properties = [
        ("confidence", finding.confidence.as_str()),
        ("severity", finding.severity.as_str()),
        ("url", finding.resource.url.as_str()),
    ];
    ResultWire {
        rule_id: finding.check,
        rule_index,
        kind: None,
        level: level(&finding.severity),
        baseline_state: finding.state.map(FindingState::sarif),
        message: OwnedText { text: escaped(&text) },
        locations: [location(&finding.resource)],
        fixes: Vec::new(),
        partial_fingerprints: fingerprints(&finding.fingerprint),
        suppressions: reason
            .map(|justification| Suppression { kind: "external", justification })
            .into_iter()
            .collect(),
        properties: BTreeMap::from(properties),
    }
}

/// What was in the baseline and is not any more. It passes: services that know nothing of baselines
/// would show it as something to be repaired.
fn absent<'a>(rule_index: usize, check: &CheckMeta, known: &'a Known) -> ResultWire<'a> {
    let properties = [("severity", known.severity.as_str()), ("url", known.resource.url.as_str())];
    ResultWire {
        rule_id: check.code,
        rule_index,
        kind: Some("pass"),
        level: "none",
        baseline_state: Some("absent"),
        message: OwnedText { text: escaped(&format!("fixed: {}", known.sentence())) },
        locations: [location(&known.resource)],
        fixes: Vec::new(),
        partial_fingerprints: fingerprints(&known.fingerprint),
        suppressions: Vec::new(),
        properties: BTreeMap::from(properties),
    }
}

/// What makes a result the same in another log. GitHub reads `primaryLocationLineHash` alone, which
/// is a hash of the line in the logs of others: without it, two results of one check at one URL
/// would be one alert.
fn fingerprints(fingerprint: &str) -> BTreeMap<&'static str, String> {
    BTreeMap::from([
        ("corsmith/v1", fingerprint.to_owned()),
        ("primaryLocationLineHash", format!("{:016x}:1", fnv1a(fingerprint))),
    ])
}

/// The 64-bit FNV-1a hash (<http://www.isthe.com/chongo/tech/comp/fnv/>), the same in every version
/// and on every machine.
fn fnv1a(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

fn location(resource: &Resource) -> Location {
    let artifact_location = ArtifactLocation { uri: relative(&resource.url) };
    let region = Region { start_line: 1, start_column: None, end_line: None, end_column: None };
    let fully_qualified_name = format!("{} {}", resource.method, resource.url);
    let logical = LogicalLocation { fully_qualified_name, kind: "resource" };
    Location {
        physical_location: PhysicalLocation { artifact_location, region },
        logical_locations: vec![logical],
    }
}

fn rule(check: &'static CheckMeta) -> Rule {
    let docs = check.docs();
    Rule {
        id: check.code,
        name: check.name,
        short_description: Text { text: check.summary },
        full_description: full_description(&docs, check.summary),
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
    use super::{escaped, fnv1a, relative};

    #[test]
    fn hashes_are_those_of_everybody() {
        // Of the algorithm's own test vectors.
        let rows = [("", 0xcbf2_9ce4_8422_2325), ("foobar", 0x8594_4171_f739_67e8)];
        for (text, expected) in rows {
            assert_eq!(fnv1a(text), expected, "{text}");
        }
    }

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
