//! The parts of a SARIF log that lints and scans share.

use std::collections::BTreeMap;

use serde::Serialize;

/// The address of the schema, for editors.
pub(crate) const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";
/// The version of SARIF.
pub(crate) const VERSION: &str = "2.1.0";
/// How columns are counted.
pub(crate) const COLUMN_KIND: &str = "unicodeCodePoints";

#[derive(Serialize)]
pub(crate) struct Tool {
    pub(crate) driver: Driver,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Driver {
    name: &'static str,
    semantic_version: &'static str,
    information_uri: &'static str,
    rules: Vec<Rule>,
}

impl Tool {
    pub(crate) fn new(rules: Vec<Rule>) -> Self {
        let driver = Driver {
            name: "Corsmith",
            semantic_version: env!("CARGO_PKG_VERSION"),
            information_uri: env!("CARGO_PKG_REPOSITORY"),
            rules,
        };
        Self { driver }
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Rule {
    pub(crate) id: &'static str,
    pub(crate) name: &'static str,
    pub(crate) short_description: Text<'static>,
    /// GitHub demands it.
    pub(crate) full_description: OwnedText,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) help: Option<Help>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) help_uri: Option<&'static str>,
    pub(crate) default_configuration: Configuration,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) properties: Option<RuleProperties>,
}

/// What a rule does, in full: the first section of its page, or all that there is.
pub(crate) fn full_description(docs: &str, summary: &str) -> OwnedText {
    let section = docs.split("\n## ").nth(1).unwrap_or_default();
    let lines: Vec<_> = section.lines().skip(1).filter(|line| !line.is_empty()).collect();
    let text = if lines.is_empty() { summary.to_owned() } else { lines.join(" ") };
    OwnedText { text }
}

#[derive(Serialize)]
pub(crate) struct RuleProperties {
    pub(crate) tags: Vec<&'static str>,
    /// From 0.0 to 10.0, as code scanning services sort by.
    #[serde(rename = "security-severity", skip_serializing_if = "Option::is_none")]
    pub(crate) security_severity: Option<&'static str>,
}

#[derive(Serialize)]
pub(crate) struct Text<'a> {
    pub(crate) text: &'a str,
}

#[derive(Serialize)]
pub(crate) struct OwnedText {
    pub(crate) text: String,
}

#[derive(Serialize)]
pub(crate) struct Help {
    pub(crate) text: String,
    pub(crate) markdown: String,
}

#[derive(Serialize)]
pub(crate) struct Configuration {
    pub(crate) level: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ResultWire<'a> {
    pub(crate) rule_id: &'static str,
    pub(crate) rule_index: usize,
    /// What it is to the rule, where that is not `fail`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) kind: Option<&'static str>,
    pub(crate) level: &'static str,
    /// What it is to an earlier run (section 3.27.24).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) baseline_state: Option<&'static str>,
    pub(crate) message: OwnedText,
    pub(crate) locations: [Location; 1],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) fixes: Vec<FixWire<'a>>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub(crate) partial_fingerprints: BTreeMap<&'static str, String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) suppressions: Vec<Suppression<'a>>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub(crate) properties: BTreeMap<&'static str, &'a str>,
}

#[derive(Serialize)]
pub(crate) struct Suppression<'a> {
    pub(crate) kind: &'static str,
    pub(crate) justification: &'a str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Location {
    pub(crate) physical_location: PhysicalLocation,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) logical_locations: Vec<LogicalLocation>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct LogicalLocation {
    pub(crate) fully_qualified_name: String,
    pub(crate) kind: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct PhysicalLocation {
    pub(crate) artifact_location: ArtifactLocation,
    pub(crate) region: Region,
}

#[derive(Serialize)]
pub(crate) struct ArtifactLocation {
    pub(crate) uri: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Region {
    pub(crate) start_line: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) start_column: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) end_line: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) end_column: Option<usize>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct FixWire<'a> {
    pub(crate) description: Text<'a>,
    pub(crate) artifact_changes: [ArtifactChange; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ArtifactChange {
    pub(crate) artifact_location: ArtifactLocation,
    pub(crate) replacements: [Replacement; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Replacement {
    pub(crate) deleted_region: Region,
    pub(crate) inserted_content: OwnedText,
}
