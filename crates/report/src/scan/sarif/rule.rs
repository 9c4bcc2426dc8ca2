//! The checks, as the rules of a log.

use corsmith_scan::{CheckMeta, Severity};

use crate::sarif::log::{Configuration, Help, Rule, RuleProperties, Text, full_description};

pub(super) fn rule(check: &'static CheckMeta) -> Rule {
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

pub(super) fn level(severity: &str) -> &'static str {
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
