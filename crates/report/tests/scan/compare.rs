//! What changed since an earlier scan.

use corsmith_report::Styling;
use corsmith_report::scan::compare::{Baseline, Comparison};
use corsmith_report::scan::wire::Report;
use corsmith_report::scan::{ScanFormat, ScanReport, WriterOptions, write_all};
use corsmith_scan::{Finding, Severity};

use crate::sample::{COOKIE, QUIET, rich, silent, stable};

fn baseline(reports: &[ScanReport]) -> Baseline {
    let json = write_all(ScanFormat::Json, WriterOptions::default(), reports);
    Baseline::read(json.as_bytes()).unwrap()
}

fn compared(old: &[ScanReport], new: &[ScanReport]) -> Comparison {
    let wire: Vec<_> = new.iter().map(Report::new).collect();
    Comparison::new(&baseline(old), &wire)
}

/// The codes of new, fixed and unchanged findings.
fn changes(old: &ScanReport, new: &ScanReport) -> [Vec<String>; 3] {
    let comparison = compared(std::slice::from_ref(old), std::slice::from_ref(new));
    let target = &comparison.targets[0];
    [&target.new, &target.fixed, &target.unchanged]
        .map(|changes| changes.iter().map(|change| change.check.clone()).collect())
}

#[test]
fn the_same_scan_has_no_changes() {
    let [new, fixed, unchanged] = changes(&rich(), &rich());
    assert!(new.is_empty() && fixed.is_empty());
    assert_eq!(unchanged, ["CS901", "CS902", "CS903", "CS905"]);
}

#[test]
fn wording_severity_and_order_are_no_change() {
    let mut other = rich();
    other.judgement.findings.reverse();
    for finding in &mut other.judgement.findings {
        finding.message = "in other words".to_owned();
        finding.severity = Severity::Low;
    }
    let [new, fixed, _] = changes(&rich(), &other);
    assert!(new.is_empty() && fixed.is_empty());
}

#[test]
fn what_is_repaired_is_fixed_and_what_comes_is_new() {
    let mut other = rich();
    other.judgement.findings.remove(0);
    other.judgement.findings.push(Finding::new(&QUIET, (0, vec![0]), "m", "h"));
    let again = Finding::new(&COOKIE, (0, vec![0]), "m", "h").subject("other");
    other.judgement.findings.push(again);
    let [new, fixed, unchanged] = changes(&rich(), &other);
    assert_eq!(
        (new, fixed),
        (vec!["CS906".to_owned(), "CS902".to_owned()], vec!["CS901".to_owned()])
    );
    assert_eq!(unchanged, ["CS902", "CS903", "CS905"]);
}

#[test]
fn accepting_repairs_nothing_and_breaks_nothing() {
    let mut accepted = rich();
    let finding = accepted.judgement.findings.remove(0);
    accepted.judgement.suppressed.push((finding, "known".to_owned()));
    let [new, fixed, _] = changes(&rich(), &accepted);
    assert!(new.is_empty() && fixed.is_empty());
    let [new, fixed, _] = changes(&accepted, &rich());
    assert!(new.is_empty() && fixed.is_empty());
}

#[test]
fn silence_repairs_nothing() {
    let mut gone = silent();
    gone.recording.target = rich().recording.target;
    let comparison = compared(&[rich()], &[gone]);
    let target = &comparison.targets[0];
    assert!(target.fixed.is_empty() && target.caveat.is_some() && target.now.is_none());
}

#[test]
fn whole_comparisons() {
    let mut other = rich();
    other.judgement.findings[0] = Finding::new(&QUIET, (0, vec![0]), "something new", "h");
    let other = crate::sample::report(other.recording, other.judgement);
    let comparison = compared(&[rich(), silent()], &[other]);
    assert_eq!(comparison.new_count(), 1);
    insta::assert_snapshot!("compare_text", comparison.text(Styling::Plain));
    insta::assert_snapshot!("compare_json", stable(&comparison.json()));
}

#[test]
fn what_is_no_baseline_is_refused() {
    let rows: [(&[u8], &str); 6] = [
        (
            b"",
            "the baseline is no `corsmith.scan/v1`: EOF while parsing a value, in line 1, column 0",
        ),
        (
            b"{",
            "the baseline is no `corsmith.scan/v1`: EOF while parsing an object, in line 1, column 1",
        ),
        (b"{}", "the baseline does not say that it is `corsmith.scan/v1`"),
        (br#"{"schema": "x\u001b[1m"}"#, r"the baseline is `x\u{1b}[1m`, not `corsmith.scan/v1`"),
        (
            br#"{"schema": "corsmith.scan/v1"}"#,
            "the baseline is no `corsmith.scan/v1`: missing field `reports`, in line 1, column 30",
        ),
        (
            br#"{"schema": "corsmith.scan/v1", "reports": [{"target": 1}]}"#,
            "the baseline is no `corsmith.scan/v1`: invalid type: integer `1`, expected a string, in line 1, column 55",
        ),
    ];
    for (bytes, expected) in rows {
        assert_eq!(Baseline::read(bytes).unwrap_err().to_string(), expected);
    }
}
