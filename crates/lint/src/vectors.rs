//! Documents that fire a rule, and documents that do not.

use corsmith_policy::{Format, PolicyDocument, Selection};

use crate::{Finding, RuleMeta, lint};

/// All findings for a TOML document, or for the keys of its `[policy]`. A first line such as
/// `# --env production` chooses an environment.
pub(crate) fn findings(toml: &str) -> Vec<Finding> {
    let toml =
        if toml.contains("[policy]") { toml.to_owned() } else { format!("[policy]\n{toml}") };
    let environment = toml.lines().find_map(|line| line.strip_prefix("# --env "));
    let document = PolicyDocument::parse(toml.as_bytes(), Format::Toml);
    let resolution = document.resolve(&Selection { environment, ..Selection::default() });
    lint(&document, &resolution)
}

/// The findings of one rule, as `severity: message` lines.
pub(crate) fn reported(rule: &RuleMeta, toml: &str) -> Vec<String> {
    findings(toml)
        .into_iter()
        .filter(|finding| finding.rule.code == rule.code)
        .map(|finding| format!("{}: {}", finding.severity, finding.message))
        .collect()
}

/// Asserts that the rule reports something.
#[track_caller]
pub(crate) fn fires(rule: &RuleMeta, case: &str, toml: &str) {
    assert!(!reported(rule, toml).is_empty(), "{} is silent about {case}:\n{toml}", rule.code);
}

/// Asserts that the rule reports nothing.
#[track_caller]
pub(crate) fn passes(rule: &RuleMeta, case: &str, toml: &str) {
    let reported = reported(rule, toml);
    assert!(reported.is_empty(), "{} objects to {case}:\n{toml}\n{reported:?}", rule.code);
}
