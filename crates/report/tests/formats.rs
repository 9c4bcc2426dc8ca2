//! Every format, for documents broken in every place.

#![allow(clippy::unwrap_used, reason = "a failure here is a failed test")]

use corsmith_policy::{Format, PolicyDocument, Selection};
use corsmith_report::{FileFindings, Source, Styling, github, json, sarif, text};

const TOML: &str = "\
version = 1
[policy] # é
allow-origins = [\"https://é.example/\", 'http://b.example', \"${A}\"]
alow-methods = [\"put\"]
max-age = \"3 days\"
";
const YAML: &str =
    "policy:\n  allow-origins: [https://a.example/, \"https://b.example:443\"]\n  max-age: 9d\n";
const JSON: &str =
    r#"{"policy": {"allow-origins": ["https://a.example/", "HTTPS://é.example"], "x": 1}}"#;

/// Renders what is found in `bytes` in every format; the number of findings.
fn render(bytes: &[u8], format: Format) -> usize {
    let document = PolicyDocument::parse(bytes, format);
    let findings = corsmith_lint::lint(&document, &document.resolve(&Selection::default()));
    let source = Source::new("a.toml", bytes.to_vec());
    let file = FileFindings::new(&source, &findings);
    let plain = text(file, Styling::Plain);
    for finding in &findings {
        let start = source.region(finding.span).start;
        let place = format!("--> a.toml:{}:{}\n", start.line, start.column);
        assert!(plain.contains(&place), "{place} in {plain}");
    }
    assert!(text(file, Styling::Ansi).len() >= plain.len());
    let files = [file];
    assert_eq!(github(&files).lines().count(), findings.len());
    let report: serde_json::Value = serde_json::from_str(&json(&files)).unwrap();
    assert_eq!(report["files"][0]["findings"].as_array().unwrap().len(), findings.len());
    let log: serde_json::Value = serde_json::from_str(&sarif(&files)).unwrap();
    let run = &log["runs"][0];
    for result in run["results"].as_array().unwrap() {
        let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(run["tool"]["driver"]["rules"][index]["id"], result["ruleId"]);
    }
    findings.len()
}

#[test]
fn documents_that_end_anywhere() {
    for (document, format) in [(TOML, Format::Toml), (YAML, Format::Yaml), (JSON, Format::Json)] {
        for end in 0..=document.len() {
            assert!(render(&document.as_bytes()[..end], format) > 0, "{format}, {end} bytes");
        }
    }
}

#[test]
fn documents_with_a_strange_byte_anywhere() {
    for (document, format) in [(TOML, Format::Toml), (YAML, Format::Yaml), (JSON, Format::Json)] {
        for (index, byte) in (0..document.len()).zip(b"\n\r\t\0\x1b\xff\"'[]{}#,".iter().cycle()) {
            let mut bytes = document.as_bytes().to_vec();
            bytes.insert(index, *byte);
            assert!(render(&bytes, format) > 0, "{format}, byte {byte} at {index}");
        }
    }
}
