//! SARIF against the schema of OASIS.

use std::collections::BTreeSet;

use corsmith_report::scan::{ScanFormat, ScanReport, WriterOptions, write_all};
use corsmith_scan::{Check, Finding, Judgement, Response, checks};
use serde_json::Value;

use crate::sample::{recording, refused, report, rich, silent, visit};

const SCHEMA: &str = include_str!("../data/sarif-schema-2.1.0.json");

/// A report with two findings of every check that there is.
fn found_by_every_check() -> ScanReport {
    let mut recording = recording("https://www.example.com/");
    visit(&mut recording, Response::new(200, [("Content-Type", "text/html")]));
    let finding = |check: &&'static dyn Check, subject| {
        Finding::new(check.meta(), (0, vec![0]), "it is so", "repair it").subject(subject)
    };
    let checks: Vec<_> = checks().collect();
    let findings = ["a", "b"].iter().flat_map(|it| checks.iter().map(|check| finding(check, *it)));
    report(recording, Judgement { findings: findings.collect(), suppressed: Vec::new() })
}

fn log(reports: &[ScanReport]) -> Value {
    let text = write_all(ScanFormat::Sarif, WriterOptions::default(), reports);
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{error}:\n{text}"))
}

#[test]
fn logs_are_valid() {
    let schema: Value = serde_json::from_str(SCHEMA).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let lists = [
        vec![],
        vec![silent()],
        vec![refused()],
        vec![rich()],
        vec![rich(), silent(), rich()],
        vec![found_by_every_check()],
    ];
    for reports in lists {
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

/// What GitHub's documentation of code scanning demands: texts of rules, and a hash that tells two
/// results of one check at one URL apart.
#[test]
fn github_has_what_it_demands() {
    let log = log(&[rich(), found_by_every_check()]);
    let run = &log["runs"][0];
    for rule in run["tool"]["driver"]["rules"].as_array().unwrap() {
        for text in ["shortDescription", "fullDescription"] {
            let text = rule[text]["text"].as_str().unwrap();
            assert!((10..=1024).contains(&text.chars().count()), "{rule}");
        }
    }
    let results = run["results"].as_array().unwrap();
    let key = |result: &Value| {
        let hash = &result["partialFingerprints"]["primaryLocationLineHash"];
        (result["ruleId"].to_string(), hash.as_str().unwrap().to_owned())
    };
    let keys: BTreeSet<_> = results.iter().map(key).collect();
    assert_eq!(keys.len(), results.len());
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
