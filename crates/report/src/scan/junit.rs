//! JUnit XML, as Jenkins and GitLab read it: one suite for each resource and topic, one test for
//! each check that ran.
//!
//! A test fails where a finding is at or above the threshold; milder findings are its output. What
//! is accepted is skipped, with the reason, and so is what a baseline has already. A target that did
//! not answer is an error of the suite `scan`, and without a question as another origin, checks of
//! CORS that found nothing are skipped: nothing says that they would not.

use std::collections::BTreeMap;

use corsmith_scan::{Severity, Topic};
use quick_junit::{NonSuccessKind, Report as Suites, TestCase, TestCaseStatus, TestSuite};

use super::ScanReport;
use super::wire::{Finding, Report};

pub(super) fn begin() -> String {
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"corsmith scan\">\n".to_owned()
}

pub(super) fn end() -> String {
    "</testsuites>\n".to_owned()
}

/// The suites of one scan.
pub(super) fn report(report: &Report, scan: &ScanReport, threshold: Severity) -> String {
    let mut suites = Suites::new("corsmith scan");
    suites.add_test_suite(the_scan(report));
    let mut places: Vec<String> = Vec::new();
    if report.failure.is_none() {
        places.extend(
            scan.recording
                .resources
                .iter()
                .map(|it| super::clean::line(&format!("{} {}", it.method, it.target.url))),
        );
    }
    for finding in all(report) {
        if !places.contains(&finding.place()) {
            places.push(finding.place());
        }
    }
    let found = by_test(report);
    for (index, place) in places.iter().enumerate() {
        for topic in Topic::ALL {
            let checks = scan.checks.iter().filter(|check| check.topic == topic);
            let ran = checks.filter(|check| {
                // The other topics are about the page, which is the first resource.
                let is_judged = index == 0 || topic == Topic::Cors;
                is_judged && report.failure.is_none()
                    || found.contains_key(&(place.clone(), check.code))
            });
            let cases = ran.map(|check| {
                let name = format!("{} {}", check.code, check.name);
                let known = report.changes.as_ref().map(|changes| changes.baseline.as_str());
                match found.get(&(place.clone(), check.code)) {
                    Some(results) => test(&name, topic, results, threshold, known),
                    None => silent_test(&name, topic, report.cross_origin_requests),
                }
            });
            let cases: Vec<_> = cases.collect();
            if !cases.is_empty() {
                let mut suite = TestSuite::new(format!("{place} {}", topic.name()));
                suite.add_test_cases(cases);
                suites.add_test_suite(suite);
            }
        }
    }
    inner(&suites)
}

/// The suites without what is around them.
fn inner(suites: &Suites) -> String {
    // Writing to memory does not fail, and strings of the library are valid XML by construction.
    let text = suites.to_string().unwrap_or_default();
    let start = text.find("    <testsuite ").unwrap_or(text.len());
    let end = text.rfind("</testsuites>").unwrap_or(text.len());
    text.get(start..end).unwrap_or_default().to_owned()
}

/// Whether the scan itself went well.
fn the_scan(report: &Report) -> TestSuite {
    let status = match (&report.failure, report.ungraded.as_ref().or(report.cut_short.as_ref())) {
        (Some(failure), _) => {
            let mut status = TestCaseStatus::non_success(NonSuccessKind::Error);
            status.set_type("no-answer").set_message(failure.as_str());
            if let Some(help) = report.failure_help {
                status.set_description(format!("help: {help}"));
            }
            status
        }
        (None, Some(reason)) if report.ungraded.is_some() => {
            let mut status = TestCaseStatus::non_success(NonSuccessKind::Error);
            status.set_type("no-grade").set_message(format!("no grade: {reason}"));
            status
        }
        (None, Some(reason)) => {
            let mut status = TestCaseStatus::skipped();
            status.set_message(format!("cut short: {reason}"));
            status
        }
        (None, None) => TestCaseStatus::success(),
    };
    let mut case = TestCase::new("the target answers", status);
    case.set_classname("scan");
    if let Some(grade) = &report.grade {
        case.set_system_out(format!("grade {}, {} of 100", grade.letter, grade.score));
    }
    let mut suite = TestSuite::new(format!("{} scan", report.target));
    suite.add_test_case(case);
    suite
}

/// A finding, and why it is accepted.
type Found<'a> = (&'a Finding, Option<&'a str>);

fn all(report: &Report) -> impl Iterator<Item = &Finding> {
    report.findings.iter().chain(report.accepted.iter().map(|it| &it.finding))
}

fn by_test(report: &Report) -> BTreeMap<(String, &'static str), Vec<Found<'_>>> {
    let found = report.findings.iter().map(|finding| (finding, None));
    let accepted = report.accepted.iter().map(|it| (&it.finding, Some(it.reason.as_str())));
    let mut by_test: BTreeMap<_, Vec<Found<'_>>> = BTreeMap::new();
    for (finding, reason) in found.chain(accepted) {
        by_test.entry((finding.place(), finding.check)).or_default().push((finding, reason));
    }
    by_test
}

fn test(
    name: &str,
    topic: Topic,
    found: &[Found<'_>],
    threshold: Severity,
    baseline: Option<&str>,
) -> TestCase {
    let is_grave = |finding: &Finding| severity(finding) >= threshold;
    let is_failure = |finding: &Finding| is_grave(finding) && finding.is_news();
    let fails: Vec<_> =
        found.iter().filter(|(it, reason)| reason.is_none() && is_failure(it)).collect();
    let known = found.iter().find(|(it, reason)| reason.is_none() && is_grave(it));
    let reason = found.iter().find_map(|(_, reason)| *reason);
    let status = if let Some((worst, _)) = fails.first() {
        let mut status = TestCaseStatus::non_success(NonSuccessKind::Failure);
        let texts: Vec<_> = fails.iter().map(|(finding, _)| described(finding)).collect();
        status
            .set_type(worst.severity.as_str())
            .set_message(worst.message.as_str())
            .set_description(texts.join("\n\n"));
        status
    } else if let Some(reason) = reason {
        let mut status = TestCaseStatus::skipped();
        status.set_message(format!("accepted: {reason}"));
        status
    } else if let (Some((known, _)), Some(baseline)) = (known, baseline) {
        let mut status = TestCaseStatus::skipped();
        status.set_message(format!("in {baseline} already: {}", known.message));
        status
    } else {
        TestCaseStatus::success()
    };
    let mut case = case(name, topic, status);
    let milder: Vec<_> = found
        .iter()
        .filter(|(it, reason)| reason.is_none() && !is_failure(it))
        .map(|(finding, _)| described(finding))
        .collect();
    if !milder.is_empty() {
        case.set_system_out(milder.join("\n\n"));
    }
    case
}

/// The test of a check that found nothing.
fn silent_test(name: &str, topic: Topic, cross_origin_requests: usize) -> TestCase {
    if topic == Topic::Cors && cross_origin_requests == 0 {
        let mut status = TestCaseStatus::skipped();
        status.set_message("nothing was asked as another origin");
        return case(name, topic, status);
    }
    case(name, topic, TestCaseStatus::success())
}

fn case(name: &str, topic: Topic, status: TestCaseStatus) -> TestCase {
    let mut case = TestCase::new(name, status);
    case.set_classname(format!("corsmith.{}", topic.name()));
    case
}

fn described(finding: &Finding) -> String {
    let mut text = format!("{}: {}\nhelp: {}", finding.severity, finding.message, finding.help);
    if let Some(who) = &finding.who {
        text.push_str(&format!("\nwho: {who}"));
    }
    for line in finding.fix.iter().flat_map(|fix| &fix.lines) {
        text.push_str(&format!("\nfix: {line}"));
    }
    text
}

fn severity(finding: &Finding) -> Severity {
    let named = Severity::ALL.into_iter().find(|it| it.to_string() == finding.severity);
    // Every severity of a finding is one of them.
    named.unwrap_or(Severity::Info)
}
