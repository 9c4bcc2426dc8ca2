//! SARIF 2.1.0
//! ([specification](https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/sarif-v2.1.0-os.html)), as
//! code scanning services read it.

pub(crate) mod log;

use std::collections::BTreeMap;
use std::fmt::Write;

use corsmith_lint::{Finding, RuleMeta, Severity};
use corsmith_policy::Span;
use serde::Serialize;

use crate::environments::in_environments;
use crate::json::pretty;
use crate::{FileFindings, Source, edit};
use log::{
    ArtifactChange, ArtifactLocation, COLUMN_KIND, Configuration, FixWire, Help, Location,
    OwnedText, PhysicalLocation, Region, Replacement, ResultWire, Rule, SCHEMA, Text, Tool,
    VERSION, full_description,
};

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
        .map(|(source, finding)| result(source, finding, &rules))
        .collect();
    let tool = Tool::new(rules.iter().map(|meta| rule(meta)).collect());
    pretty(&Log {
        schema: SCHEMA,
        version: VERSION,
        runs: [Run { tool, column_kind: COLUMN_KIND, results }],
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

fn rule(meta: &'static RuleMeta) -> Rule {
    let docs = meta.docs();
    Rule {
        id: meta.code,
        name: meta.name,
        short_description: Text { text: meta.summary },
        full_description: full_description(&docs, meta.summary),
        help: Some(Help { text: docs.clone(), markdown: docs }),
        help_uri: Some(meta.clause).filter(|clause| clause.starts_with("https://")),
        default_configuration: Configuration { level: level(meta.severity) },
        properties: None,
    }
}

fn result<'a>(
    source: &Source,
    finding: &'a Finding,
    rules: &[&'static RuleMeta],
) -> ResultWire<'a> {
    let mut text = finding.message.clone();
    if let Some(environments) = in_environments(finding) {
        text.push_str(&format!(" ({environments})"));
    }
    if let Some(help) = &finding.help {
        text.push_str("\nhelp: ");
        text.push_str(help);
    }
    let artifact_location = ArtifactLocation { uri: relative_uri(source.name()) };
    let physical_location =
        PhysicalLocation { artifact_location, region: region(source, finding.span) };
    ResultWire {
        rule_id: finding.rule.code,
        // Every rule of a finding is in `rules`.
        rule_index: rules
            .binary_search_by_key(&finding.rule.code, |rule| rule.code)
            .unwrap_or_default(),
        kind: None,
        baseline_state: None,
        level: level(finding.severity),
        message: OwnedText { text },
        locations: [Location { physical_location, logical_locations: Vec::new() }],
        fixes: fixes(source, finding),
        partial_fingerprints: BTreeMap::new(),
        suppressions: Vec::new(),
        properties: BTreeMap::new(),
    }
}

fn region(source: &Source, span: Span) -> Region {
    let region = source.region(span);
    Region {
        start_line: region.start.line,
        start_column: Some(region.start.column),
        end_line: Some(region.end.line),
        end_column: Some(region.end.column),
    }
}

fn fixes<'a>(source: &Source, finding: &'a Finding) -> Vec<FixWire<'a>> {
    let Some(fix) = &finding.fix else { return Vec::new() };
    let Some(edit) = edit(source, fix) else { return Vec::new() };
    let deleted_region = region(source, Span::new(edit.range.start, edit.range.end));
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
