//! As tests, for continuous integration: JUnit's XML.

use corsmith_scan::evidence::visible;
use corsmith_scan::verify::{Verification, VerifiedRequest, is_harmless};
use quick_junit::{NonSuccessKind, Report, TestCase, TestCaseStatus, TestSuite};

use super::{answer, place};

/// The class of every test.
const CLASS: &str = "corsmith.verify";

/// A suite for each path policy with a test for each request, which fails where the answer differs;
/// what does no harm is its output. Requests without an answer are errors. Those that were not sent
/// are one skipped test for each reason. `policy` is what the policy is called.
#[must_use]
pub fn verification_junit(verification: &Verification, policy: &str) -> String {
    let url = visible(verification.base.url.as_str());
    let mut report = Report::new(format!("{url} and {}", visible(policy)));
    let mut suites: Vec<(Option<&str>, TestSuite)> = Vec::new();
    for verified in &verification.answered {
        let path = verified.path.as_deref();
        let index = suites.iter().position(|(other, _)| *other == path).unwrap_or_else(|| {
            suites.push((path, TestSuite::new(place(path))));
            suites.len() - 1
        });
        suites[index].1.add_test_case(test(verified));
    }
    report.add_test_suites(suites.into_iter().map(|(_, suite)| suite));
    let mut rest = TestSuite::new("not compared");
    for failed in &verification.failures {
        let mut status = TestCaseStatus::non_success(NonSuccessKind::Error);
        status.set_type("no-answer").set_message(visible(&failed.failure.to_string()));
        if let Some(help) = failed.failure.help {
            status.set_description(format!("help: {help}"));
        }
        rest.add_test_case(case(&failed.request.name, status));
    }
    for (why, count) in &verification.skipped {
        let mut status = TestCaseStatus::skipped();
        status.set_message(why.to_string());
        rest.add_test_case(case(&format!("{count} requests: {}", why.name()), status));
    }
    if let Some(why) = &verification.stopped {
        let mut status = TestCaseStatus::non_success(NonSuccessKind::Error);
        status.set_type("stopped").set_message(visible(why));
        rest.add_test_case(case("everything is asked", status));
    }
    if !rest.test_cases.is_empty() {
        report.add_test_suite(rest);
    }
    // Writing to memory does not fail, and strings of the library are valid XML by construction.
    without_sum_of_skipped(&report.to_string().unwrap_or_default())
}

/// The document without the number of skipped tests of all suites together, which Jenkins' schema
/// does not allow. It is the first attribute of that name, and no value has a quotation mark in it.
fn without_sum_of_skipped(xml: &str) -> String {
    let Some((before, rest)) = xml.split_once(" skipped=\"") else { return xml.to_owned() };
    let after = rest.split_once('"').map_or("", |(_, after)| after);
    format!("{before}{after}")
}

fn case(name: &str, status: TestCaseStatus) -> TestCase {
    let mut case = TestCase::new(visible(name), status);
    case.set_classname(CLASS);
    case
}

fn test(verified: &VerifiedRequest) -> TestCase {
    let differences = || {
        let all = verified.differences.iter();
        all.map(|difference| visible(&difference.to_string())).collect::<Vec<_>>().join("\n")
    };
    let grave = verified.differences.iter().find(|it| !is_harmless(it.kind));
    let Some(grave) = grave else {
        let mut case = case(&verified.request.name, TestCaseStatus::success());
        if !verified.differences.is_empty() {
            case.set_system_out(differences());
        }
        return case;
    };
    let mut status = TestCaseStatus::non_success(NonSuccessKind::Failure);
    status.set_type(grave.kind.to_string()).set_message(visible(&grave.detail));
    status.set_description(format!(
        "{}\n{} {}\n{}\nanswered {}\n",
        differences(),
        visible(&verified.request.method),
        visible(verified.url.as_str()),
        sent(verified),
        answer(verified)
    ));
    case(&verified.request.name, status)
}

fn sent(verified: &VerifiedRequest) -> String {
    let lines = verified.request.headers.iter();
    lines.map(|(name, value)| visible(&format!("{name}: {value}"))).collect::<Vec<_>>().join("\n")
}
