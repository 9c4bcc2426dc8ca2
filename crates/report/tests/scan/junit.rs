//! JUnit XML, read back.

use corsmith_report::scan::{ScanFormat, ScanReport, WriterOptions, write_all};
use corsmith_scan::{Finding, Judgement, Severity};
use quick_junit::{NonSuccessKind, Report, TestCaseStatus};

use crate::sample::{LEAK, rich, silent};

fn read(reports: &[ScanReport], threshold: Severity) -> Report {
    let options = WriterOptions { threshold, ..WriterOptions::default() };
    let text = write_all(ScanFormat::Junit, options, reports);
    Report::deserialize_from_str(&text).unwrap_or_else(|error| panic!("{error}:\n{text}"))
}

fn counts(report: &Report) -> (usize, usize, usize, usize) {
    let mut counts = (0, 0, 0, 0);
    for case in report.test_suites.iter().flat_map(|suite| &suite.test_cases) {
        match &case.status {
            TestCaseStatus::Success { .. } => counts.0 += 1,
            TestCaseStatus::NonSuccess { kind: NonSuccessKind::Failure, .. } => counts.1 += 1,
            TestCaseStatus::NonSuccess { kind: NonSuccessKind::Error, .. } => counts.2 += 1,
            TestCaseStatus::Skipped { .. } => counts.3 += 1,
        }
    }
    counts
}

#[test]
fn findings_from_the_threshold_on_fail() {
    // One test for each of six checks, one more for CORS of the second resource, one of the scan.
    for (threshold, failures) in [
        (Severity::Info, 4),
        (Severity::Low, 3),
        (Severity::Medium, 2),
        (Severity::High, 1),
        (Severity::Critical, 1),
    ] {
        let (passed, failed, errors, skipped) = counts(&read(&[rich()], threshold));
        assert_eq!((failed, errors, skipped), (failures, 0, 1), "{threshold}");
        assert_eq!(passed + failed + skipped, 8, "{threshold}");
    }
}

#[test]
fn a_target_without_an_answer_is_an_error() {
    assert_eq!(counts(&read(&[silent()], Severity::Low)), (0, 0, 1, 0));
}

#[test]
fn a_check_that_could_not_look_does_not_pass() {
    let mut failed = silent();
    let finding = Finding::new(&LEAK, (0, vec![0]), "there is no connection", "try again");
    failed.judgement.findings.push(finding);
    // Of a target without an answer, only what was found is a test.
    assert_eq!(counts(&read(&[failed], Severity::Low)), (1, 0, 1, 0));
    let mut passive = rich();
    passive.recording.entries.truncate(1);
    passive.recording.resources.truncate(1);
    passive.judgement = Judgement::default();
    // Of a visit, the check of CORS is skipped.
    assert_eq!(counts(&read(&[passive], Severity::Low)), (6, 0, 0, 1));
}

#[test]
fn the_counts_of_suites_are_right() {
    let report = read(&[rich(), silent(), rich()], Severity::Low);
    for suite in &report.test_suites {
        assert_eq!(suite.tests, suite.test_cases.len());
    }
    let text = write_all(ScanFormat::Junit, WriterOptions::default(), &[]);
    assert_eq!(Report::deserialize_from_str(&text).unwrap().test_suites.len(), 0);
}
