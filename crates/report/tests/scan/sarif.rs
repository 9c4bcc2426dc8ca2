//! SARIF against the schema of OASIS.

use corsmith_report::scan::{ScanFormat, ScanReport, WriterOptions, write_all};
use serde_json::Value;

use crate::sample::{rich, silent};

const SCHEMA: &str = include_str!("../data/sarif-schema-2.1.0.json");

fn log(reports: &[ScanReport]) -> Value {
    let text = write_all(ScanFormat::Sarif, WriterOptions::default(), reports);
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{error}:\n{text}"))
}

#[test]
fn logs_are_valid() {
    let schema: Value = serde_json::from_str(SCHEMA).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    for reports in [vec![], vec![silent()], vec![rich()], vec![rich(), silent(), rich()]] {
        let log = log(&reports);
        let errors: Vec<_> = validator
            .iter_errors(&log)
            .map(|error| format!("{}: {error}", error.instance_path()))
            .collect();
        assert!(errors.is_empty(), "{errors:#?}");
    }
    // The schema is one that refuses.
    let mut wrong = log(&[rich()]);
    wrong["runs"][0]["results"][0]["level"] = "fatal".into();
    assert!(!validator.is_valid(&wrong));
}

#[test]
fn results_name_their_rule() {
    let log = log(&[rich(), rich()]);
    let run = &log["runs"][0];
    let results = run["results"].as_array().unwrap();
    assert_eq!(results.len(), 10);
    for result in results {
        let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        let rule = &run["tool"]["driver"]["rules"][index];
        assert_eq!(rule["id"], result["ruleId"]);
        let has_severity = rule["properties"]["security-severity"].is_string();
        assert_eq!(has_severity, rule["id"] != "CS905");
    }
    assert_eq!(run["tool"]["driver"]["rules"].as_array().unwrap().len(), 5);
    assert_eq!(run["invocations"][0]["executionSuccessful"], true);
}

#[test]
fn a_target_without_an_answer_is_a_failed_execution() {
    let log = log(&[silent()]);
    let invocation = &log["runs"][0]["invocations"][0];
    assert_eq!(invocation["executionSuccessful"], false);
    let notifications = invocation["toolExecutionNotifications"].as_array().unwrap();
    assert_eq!(notifications[0]["level"], "error");
}

/// GitHub refuses a log that has a location with a scheme.
#[test]
fn locations_are_relative() {
    for result in log(&[rich()])["runs"][0]["results"].as_array().unwrap() {
        let location = &result["locations"][0]["physicalLocation"];
        let uri = location["artifactLocation"]["uri"].as_str().unwrap();
        assert!(uri.starts_with("api.example.com") && !uri.contains(':'), "{uri}");
        assert_eq!(location["region"]["startLine"], 1);
    }
}
