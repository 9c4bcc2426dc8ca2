//! SARIF 2.1.0
//! ([specification](https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/sarif-v2.1.0-os.html)), as
//! code scanning services read it.

use std::fmt::Write;

use corsmith_lint::{Finding, RuleMeta, Severity};
use corsmith_policy::Span;
use serde::Serialize;

use crate::json::pretty;
use crate::{FileFindings, Source, edit};

/// The findings of `files` as one SARIF log with one run.
///
/// ```
/// assert!(corsmith_report::sarif(&[]).contains(r#""version": "2.1.0""#));
/// ```
#[must_use]
pub fn sarif(files: &[FileFindings<'_>]) -> String {
    let mut rules: Vec<&'static RuleMeta> =
        files.iter().flat_map(|file| file.findings).map(|finding| finding.rule).collect();
    rules.sort_by_key(|rule| rule.code);
    rules.dedup_by_key(|rule| rule.code);
    let results = files
        .iter()
        .flat_map(|file| file.findings.iter().map(move |finding| (file.source, finding)))
        .map(|(source, finding)| ResultWire::new(source, finding, &rules))
        .collect();
    let driver = Driver {
        name: "Corsmith",
        semantic_version: env!("CARGO_PKG_VERSION"),
        information_uri: env!("CARGO_PKG_REPOSITORY"),
        rules: rules.iter().map(|rule| Rule::new(rule)).collect(),
    };
    pretty(&Log {
        schema: "https://json.schemastore.org/sarif-2.1.0.json",
        version: "2.1.0",
        runs: [Run { tool: Tool { driver }, column_kind: "unicodeCodePoints", results }],
    })
}

#[derive(Serialize)]
struct Log<'a> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Run<'a>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run<'a> {
    tool: Tool,
    column_kind: &'static str,
    results: Vec<ResultWire<'a>>,
}

#[derive(Serialize)]
struct Tool {
    driver: Driver,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Driver {
    name: &'static str,
    semantic_version: &'static str,
    information_uri: &'static str,
    rules: Vec<Rule>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Rule {
    id: &'static str,
    name: &'static str,
    short_description: Text<'static>,
    help: Help,
    #[serde(skip_serializing_if = "Option::is_none")]
    help_uri: Option<&'static str>,
    default_configuration: Configuration,
}

impl Rule {
    fn new(rule: &'static RuleMeta) -> Self {
        Self {
            id: rule.code,
            name: rule.name,
            short_description: Text { text: rule.summary },
            help: Help { text: rule.docs(), markdown: rule.docs() },
            help_uri: Some(rule.clause).filter(|clause| clause.starts_with("https://")),
            default_configuration: Configuration { level: level(rule.severity) },
        }
    }
}

#[derive(Serialize)]
struct Text<'a> {
    text: &'a str,
}

#[derive(Serialize)]
struct Help {
    text: String,
    markdown: String,
}

#[derive(Serialize)]
struct Configuration {
    level: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ResultWire<'a> {
    rule_id: &'static str,
    rule_index: usize,
    level: &'static str,
    message: OwnedText,
    locations: [Location; 1],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    fixes: Vec<FixWire<'a>>,
}

impl<'a> ResultWire<'a> {
    fn new(source: &Source, finding: &'a Finding, rules: &[&'static RuleMeta]) -> Self {
        let mut text = finding.message.clone();
        if let Some(help) = &finding.help {
            text.push_str("\nhelp: ");
            text.push_str(help);
        }
        let artifact_location = ArtifactLocation { uri: relative_uri(source.name()) };
        let physical_location =
            PhysicalLocation { artifact_location, region: Region::new(source, finding.span) };
        Self {
            rule_id: finding.rule.code,
            // Every rule of a finding is in `rules`.
            rule_index: rules
                .binary_search_by_key(&finding.rule.code, |rule| rule.code)
                .unwrap_or_default(),
            level: level(finding.severity),
            message: OwnedText { text },
            locations: [Location { physical_location }],
            fixes: fixes(source, finding),
        }
    }
}

#[derive(Serialize)]
struct OwnedText {
    text: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Location {
    physical_location: PhysicalLocation,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PhysicalLocation {
    artifact_location: ArtifactLocation,
    region: Region,
}

#[derive(Serialize)]
struct ArtifactLocation {
    uri: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: usize,
    start_column: usize,
    end_line: usize,
    end_column: usize,
}

impl Region {
    fn new(source: &Source, span: Span) -> Self {
        let region = source.region(span);
        Self {
            start_line: region.start.line,
            start_column: region.start.column,
            end_line: region.end.line,
            end_column: region.end.column,
        }
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct FixWire<'a> {
    description: Text<'a>,
    artifact_changes: [ArtifactChange; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ArtifactChange {
    artifact_location: ArtifactLocation,
    replacements: [Replacement; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Replacement {
    deleted_region: Region,
    inserted_content: OwnedText,
}

fn fixes<'a>(source: &Source, finding: &'a Finding) -> Vec<FixWire<'a>> {
    let Some(fix) = &finding.fix else { return Vec::new() };
    let Some(edit) = edit(source, fix) else { return Vec::new() };
    let deleted_region = Region::new(source, Span::new(edit.range.start, edit.range.end));
    let change = ArtifactChange {
        artifact_location: ArtifactLocation { uri: relative_uri(source.name()) },
        replacements: [Replacement {
            deleted_region,
            inserted_content: OwnedText { text: edit.text },
        }],
    };
    vec![FixWire { description: Text { text: &fix.title }, artifact_changes: [change] }]
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

/// A path as a relative reference (RFC 3986, section 4.2), or a file URL where it is absolute.
fn relative_uri(path: &str) -> String {
    let mut uri = String::with_capacity(path.len());
    if path.starts_with('/') {
        uri.push_str("file://");
    }
    for byte in path.trim_start_matches("./").bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                uri.push(char::from(byte));
            }
            b'\\' if cfg!(windows) => uri.push('/'),
            _ => {
                // Writing to a String cannot fail.
                let _ = write!(uri, "%{byte:02X}");
            }
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::relative_uri;

    #[test]
    fn paths_become_references() {
        let rows = [
            ("corsmith.toml", "corsmith.toml"),
            ("./cors/a b.toml", "cors/a%20b.toml"),
            ("/etc/ü.toml", "file:///etc/%C3%BC.toml"),
            ("<stdin>", "%3Cstdin%3E"),
            ("a:b", "a%3Ab"),
        ];
        for (path, uri) in rows {
            assert_eq!(relative_uri(path), uri, "`{path}`");
        }
    }
}
