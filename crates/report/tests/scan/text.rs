//! The text at a glance.

use corsmith_report::scan::{Detail, ScanFormat, ScanReport, WriterOptions, write_all};
use corsmith_scan::{Confidence, Finding, Judgement, Response};

use crate::sample::{COOKIE, CSP, LEAK, READS, SNIFF, recording, refused, report, rich, visit};

fn brief(report: &ScanReport) -> String {
    let options = WriterOptions { detail: Detail::Brief, ..WriterOptions::default() };
    write_all(ScanFormat::Text, options, std::slice::from_ref(report))
}

/// A report with these findings, of an answer that has nothing special.
fn found(findings: Vec<Finding>) -> ScanReport {
    let mut recording = recording("https://api.example.com/orders");
    visit(&mut recording, Response::new(200, [("Content-Type", "text/html")]));
    report(recording, Judgement { findings, suppressed: Vec::new() })
}

fn lines(text: &str, beginning: &str) -> Vec<String> {
    let lines = text.lines().map(str::trim_start).filter(|line| line.starts_with(beginning));
    lines.map(str::to_owned).collect()
}

#[test]
fn a_mild_finding_has_one_line_if_its_fact_fits_there_and_two_like_a_graver_one_if_not() {
    let long = format!("it is so: {}", "because ".repeat(60));
    let of = |check, message: &str| Finding::new(check, (0, vec![0]), message, "repair it");
    let text = brief(&found(vec![of(&READS, &long), of(&COOKIE, &long), of(&SNIFF, &long)]));
    assert!(text.lines().all(|line| line.chars().count() <= 100), "{text}");
    for expected in ["CS901 stranger-reads  it is so", "CS902 cookie-without-secure  it is so"] {
        assert_eq!(lines(&text, &expected[..5]), [expected], "{text}");
    }
    assert_eq!(lines(&text, "fix"), ["fix  repair it"]);
    let two = format!("{}end", "word ".repeat(30));
    let three = format!("{}end", "word ".repeat(50));
    for (message, end) in [(two, " word end\n"), (three, " word…\n")] {
        let text = brief(&found(vec![of(&COOKIE, &message), of(&SNIFF, &message)]));
        let second = |line: &&str| line.starts_with("        word");
        assert_eq!(text.lines().filter(second).count(), 2, "{text}");
        assert_eq!(text.matches(end).count(), 2, "{text}");
    }
}

#[test]
fn the_same_on_several_resources_is_said_once() {
    let of = |resource| Finding::new(&SNIFF, (resource, vec![0]), "there is none", "send it");
    let here = lines(&brief(&found(vec![of(0)])), "CS903");
    assert_eq!(here, ["CS903 no-nosniff  there is none"]);
    let both = lines(&brief(&found(vec![of(0), of(1)])), "CS903");
    assert_eq!(both, ["CS903 no-nosniff  there is none (GET /orders, GET /me)"]);
    let many = lines(&brief(&found(vec![of(0), of(1), of(0), of(1)])), "CS903");
    assert_eq!(many, ["CS903 no-nosniff  there is none (GET /orders, GET /me and 2 more)"]);
}

#[test]
fn where_it_is_is_cut_before_what_it_is() {
    let message = "`Access-Control-Allow-Origin` is sent without `Vary`";
    let of = |resource| Finding::new(&SNIFF, (resource, vec![0]), message, "send it");
    let text = brief(&found(vec![of(0), of(1), of(1)]));
    let expected = format!("CS903 no-nosniff  {message} (GET /orders and 2 more)");
    assert_eq!(lines(&text, "CS903"), [&*expected], "{text}");
}

#[test]
fn many_of_one_check_are_counted() {
    let cookie = |number| {
        let message = format!("the cookie `c{number}` has no `Secure`");
        Finding::new(&COOKIE, (0, vec![0]), message, "add it").subject(format!("c{number}"))
    };
    let text = brief(&found((0..1_003).map(cookie).collect()));
    let shown = lines(&text, "CS902");
    assert_eq!(shown.len(), 4);
    assert_eq!(shown[3], "CS902 cookie-without-secure  and 1,000 more");
}

#[test]
fn what_is_not_sure_says_so() {
    let finding = Finding::new(&COOKIE, (0, vec![0]), "perhaps", "look");
    for (confidence, expected) in [
        (Confidence::Certain, "CS902 cookie-without-secure  perhaps"),
        (Confidence::Tentative, "CS902 cookie-without-secure (tentative)  perhaps"),
    ] {
        let text = brief(&found(vec![finding.clone().confidence(confidence)]));
        assert_eq!(lines(&text, "CS902"), [expected]);
    }
}

#[test]
fn the_repairs_that_raise_the_grade_most_are_named() {
    let text = brief(&rich());
    assert_eq!(
        lines(&text, "84"),
        ["84  CS901 stranger-reads: allow the origins of your own pages, each by its name"]
    );
    assert_eq!(lines(&text, "36"), ["36  CS902 cookie-without-secure: add `Secure` to the cookie"]);
    // How is said in one line: the first thing to do, or its first words.
    for (help, expected) in [
        ("send it, ", "99  CS902 cookie-without-secure: send it"),
        ("send it ", "99  CS902 cookie-without-secure: send it and again"),
    ] {
        let long = format!("{help}{} end", "and again ".repeat(20));
        let text = brief(&found(vec![Finding::new(&COOKIE, (0, vec![0]), "it is so", long)]));
        let [repair] = &lines(&text, "99")[..] else { panic!("{text}") };
        assert!(repair.starts_with(expected), "{text}");
        assert_eq!(repair.ends_with('…'), *repair != expected, "{text}");
    }
    // Each of many medium ones alone changes nothing.
    let of = |check| {
        let mut finding = Finding::new(check, (0, vec![0]), "it is so", "repair it");
        finding.severity = corsmith_scan::Severity::Medium;
        finding
    };
    let many = [&COOKIE, &CSP, &SNIFF, &LEAK, &READS, &crate::sample::QUIET];
    let text = brief(&found(many.map(of).to_vec()));
    let first = "no repair alone raises it, the first to make are\n  -12  CS901";
    assert!(text.contains(first), "{text}");
}

#[test]
fn a_refused_address_says_how_to_ask_it() {
    let text = brief(&refused());
    assert_eq!(lines(&text, "0 requests"), ["0 requests"]);
    assert_eq!(lines(&text, "help: ").len(), 1);
}

#[test]
fn a_bare_page_fits_a_screen() {
    let mut recording = recording("https://www.example.com/");
    recording.resources.truncate(1);
    visit(&mut recording, Response::new(200, [("Content-Type", "text/html; charset=utf-8")]));
    let judgement = corsmith_scan::judge(&recording, &corsmith_scan::JudgeOptions::default());
    assert!(judgement.findings.len() >= 5, "{judgement:?}");
    let text = brief(&report(recording, judgement));
    assert!(text.lines().count() <= 24, "{text}");
}
