//! What changed since an earlier scan.

use corsmith_report::scan::compare::{Baseline, BaselineWriter, Changes, Comparison, Known, State};
use corsmith_report::scan::wire::Report;
use corsmith_report::scan::{Detail, ScanFormat, ScanReport, ScanWriter, WriterOptions, write_all};
use corsmith_scan::{
    Asked, Finding, OriginKind, Probe, ProbeMode, Profile, Severity, checks, probes,
};
use serde_json::Value;

use crate::sample::{COOKIE, QUIET, SNIFF, report, rich, silent, stable};

/// The baseline that `scan --format json` makes.
fn of_scan(reports: &[ScanReport]) -> Baseline {
    let json = write_all(ScanFormat::Json, WriterOptions::default(), reports);
    Baseline::read(json.as_bytes()).unwrap()
}

fn written(reports: &[ScanReport]) -> String {
    let mut writer = BaselineWriter::default();
    for report in reports {
        writer.add(report).unwrap();
    }
    writer.end().text
}

/// What a scan is to a baseline: its report with the state of each finding, and what changed.
fn compared(baseline: Baseline, scan: &ScanReport) -> (Report, Changes) {
    let mut wire = Report::new(scan);
    Comparison::new(baseline, "old.json").add(&mut wire, scan);
    let changes = wire.changes.clone().unwrap();
    (wire, changes)
}

/// The codes of findings that are new or graver, fixed, and not asked about again.
fn changes(old: &ScanReport, new: &ScanReport) -> [Vec<String>; 3] {
    let (report, changes) = compared(of_scan(std::slice::from_ref(old)), new);
    // A baseline is as good as the whole scan.
    let small = Baseline::read(written(std::slice::from_ref(old)).as_bytes()).unwrap();
    assert_eq!(compared(small, new), (report.clone(), changes.clone()));
    let news = report.findings.iter().filter(|it| it.is_news());
    let codes = |known: &[Known]| known.iter().map(|it| it.check.clone()).collect();
    [news.map(|it| it.check.to_owned()).collect(), codes(&changes.fixed), codes(&changes.unknown)]
}

const NONE: [&str; 0] = [];

#[test]
fn the_same_scan_has_no_changes() {
    assert_eq!(changes(&rich(), &rich()), [NONE; 3]);
    let (_, same) = compared(of_scan(&[rich()]), &rich());
    assert_eq!(same.sentence(), "0 new, 4 unchanged");
    assert!(same.caveats.is_empty(), "{:?}", same.caveats);
}

#[test]
fn wording_and_order_are_no_change() {
    let mut other = rich();
    other.judgement.findings.reverse();
    for finding in &mut other.judgement.findings {
        finding.message = "in other words".to_owned();
    }
    assert_eq!(changes(&rich(), &other), [NONE; 3]);
}

#[test]
fn what_is_graver_than_before_is_news_and_what_is_less_grave_is_none() {
    let mut other = rich();
    other.judgement.findings[1].severity = Severity::High;
    other.judgement.findings[0].severity = Severity::Low;
    assert_eq!(changes(&rich(), &other), [vec!["CS902"], vec![], vec![]]);
    let (report, _) = compared(of_scan(&[rich()]), &other);
    let states: Vec<_> = report.findings.iter().map(|it| it.state.unwrap()).collect();
    assert_eq!(states, [State::Milder, State::Worse, State::Unchanged, State::Unchanged]);
}

#[test]
fn what_is_repaired_is_fixed_and_what_comes_is_new() {
    let mut other = rich();
    other.judgement.findings.remove(0);
    other.judgement.findings.push(Finding::new(&QUIET, (0, vec![0]), "m", "h"));
    let again = Finding::new(&COOKIE, (0, vec![0]), "m", "h").subject("other");
    other.judgement.findings.push(again);
    assert_eq!(changes(&rich(), &other), [vec!["CS906", "CS902"], vec!["CS901"], vec![]]);
}

#[test]
fn only_what_is_as_grave_covers() {
    use Severity::{High, Info, Low, Medium};
    for (now, severity, known, was, is_covered) in [
        ("CS201", High, "CS205", High, true),
        ("CS202", Info, "CS205", Low, true),
        ("CS202", Info, "CS207", Info, true),
        // It was with credentials.
        ("CS202", Info, "CS205", High, false),
        ("CS202", Info, "CS206", Medium, false),
        ("CS205", Low, "CS206", Medium, false),
        ("CS202", Medium, "CS205", Medium, true),
        ("CS202", Info, "CS301", Low, false),
    ] {
        let scan = |code: &str, severity| {
            let check = checks().find(|it| it.meta().code == code).unwrap().meta();
            let mut scan = clean(|_| ());
            let finding = Finding::new(check, (0, vec![0]), "m", "h").severity(severity);
            scan.judgement.findings.push(finding);
            scan
        };
        let (_, changes) = compared(of_scan(&[scan(known, was)]), &scan(now, severity));
        let counts = (changes.covered.len(), changes.fixed.len() + changes.unknown.len());
        let expected = if is_covered { (1, 0) } else { (0, 1) };
        assert_eq!(counts, expected, "{now} {severity}, {known} was {was}");
    }
}

#[test]
fn accepting_repairs_nothing_and_breaks_nothing() {
    let mut accepted = rich();
    let finding = accepted.judgement.findings.remove(0);
    accepted.judgement.suppressed.push((finding, "known".to_owned()));
    assert_eq!(changes(&rich(), &accepted), [NONE; 3]);
    assert_eq!(changes(&accepted, &rich()), [NONE; 3]);
}

/// How a scan is another one.
type Change = fn(&mut ScanReport);

/// A scan without findings that asked as `change` says.
fn clean(change: Change) -> ScanReport {
    let mut scan = rich();
    scan.judgement.findings.clear();
    change(&mut scan);
    scan
}

#[test]
fn only_what_was_asked_about_again_is_fixed() {
    let all = ["CS901", "CS902", "CS903", "CS905"];
    let rows: [(&str, Change, &[&str], &str); 6] = [
        ("the same", |_| (), &[], ""),
        (
            "it did not answer",
            |scan| scan.recording.entries = silent().recording.entries,
            &all,
            "it did not answer: resolving the name: there is no such name",
        ),
        (
            "cut short",
            |scan| scan.recording.cut_short = Some("5 requests".to_owned()),
            &all,
            "the scan was cut short, nothing counts as fixed: 5 requests",
        ),
        ("another path", |scan| scan.recording.resources.truncate(1), &["CS901"], ""),
        (
            "another profile",
            |scan| {
                scan.profile = Profile::Site;
                scan.checks.retain(|check| check.code != SNIFF.code);
            },
            &["CS903"],
            "the baseline is of the profile `api`, this scan of `site`",
        ),
        (
            "no probes",
            |scan| {
                scan.recording.entries.retain(|entry| entry.origin.is_none());
                asked(scan).mode = ProbeMode::Passive;
            },
            &["CS901"],
            "the baseline was made with probes, and this scan sent none",
        ),
    ];
    for (name, change, unknown, caveat) in rows {
        let scan = clean(change);
        let [_, fixed, found_unknown] = changes(&rich(), &scan);
        assert_eq!(found_unknown, unknown, "{name}");
        let rest: Vec<_> = all.into_iter().filter(|code| !unknown.contains(code)).collect();
        assert_eq!(fixed, rest, "{name}");
        let (_, changes) = compared(of_scan(&[rich()]), &scan);
        assert_eq!(changes.caveats.join("; "), caveat, "{name}");
    }
}

fn asked(scan: &mut ScanReport) -> &mut Asked {
    scan.recording.asked.as_mut().unwrap()
}

#[test]
fn what_an_option_showed_is_not_fixed_by_leaving_it_out() {
    let all = ["CS901", "CS902", "CS903", "CS905"];
    let rows: [(&str, Change, &[&str], &str); 4] = [
        (
            "a probe that is asked for",
            |scan| {
                asked(scan).mode = ProbeMode::OptIn;
                let pair = probes().map(Probe::meta).find(|probe| probe.name == "cache-pair");
                scan.recording.entries[1].probe = pair;
            },
            &["CS901"],
            "the baseline was made with `--cache-poisoning`, and this scan without",
        ),
        (
            "an origin of the user's",
            |scan| {
                asked(scan).candidates = vec!["https://partner.example".to_owned()];
                scan.recording.entries[1].origin = Some(OriginKind::Candidate);
            },
            &["CS901"],
            "the baseline asked as `https://partner.example`, and this scan did not",
        ),
        (
            "an origin of the user's that showed nothing",
            |scan| asked(scan).candidates = vec!["https://partner.example".to_owned()],
            &[],
            "the baseline asked as `https://partner.example`, and this scan did not",
        ),
        (
            "a field of the user's",
            |scan| asked(scan).fields = vec!["authorization".to_owned(), "x-beta".to_owned()],
            &all,
            "the baseline sent `x-beta`, and this scan did not: nothing counts as fixed",
        ),
    ];
    for (name, option, unknown, caveat) in rows {
        let mut old = rich();
        option(&mut old);
        let scan = clean(|_| ());
        let [_, fixed, found_unknown] = changes(&old, &scan);
        assert_eq!(found_unknown, unknown, "{name}");
        assert_eq!(fixed.len() + found_unknown.len(), all.len(), "{name}");
        let (_, changes) = compared(of_scan(&[old]), &scan);
        assert_eq!(changes.caveats, [caveat], "{name}");
    }
}

#[test]
fn the_baseline_of_an_older_corsmith_goes_by_topics() {
    let mut older: Value = serde_json::from_str(&written(&[rich()])).unwrap();
    let report = older["reports"][0].as_object_mut().unwrap();
    report.remove("asked");
    for finding in report["findings"].as_array_mut().unwrap() {
        finding.as_object_mut().unwrap().remove("probes");
    }
    let older = Baseline::read(older.to_string().as_bytes()).unwrap();
    let (_, probed) = compared(older.clone(), &clean(|_| ()));
    assert_eq!((probed.fixed.len(), probed.unknown.len()), (4, 0));
    let visited = clean(|scan| scan.recording.entries.retain(|entry| entry.origin.is_none()));
    let (_, visited) = compared(older, &visited);
    assert_eq!((visited.fixed.len(), visited.unknown.len()), (3, 1));
}

#[test]
fn what_the_baseline_could_not_know_is_said() {
    let rows: [(&str, Change, &str); 3] = [
        (
            "it did not answer",
            |scan| scan.recording.entries = silent().recording.entries,
            "it did not answer, or not enough, when the baseline was made: what is new may have been there",
        ),
        (
            "cut short",
            |scan| scan.recording.cut_short = Some("5 requests".to_owned()),
            "the scan of the baseline was cut short: what is new may have been there",
        ),
        (
            "no probes",
            |scan| scan.recording.entries.retain(|entry| entry.origin.is_none()),
            "the baseline was made without probes: what only they show is new here",
        ),
    ];
    for (name, change, caveat) in rows {
        let (_, changes) = compared(of_scan(&[clean(change)]), &rich());
        assert_eq!(changes.caveats, [caveat], "{name}");
        assert_eq!(changes.new, 4, "{name}");
    }
    let json = write_all(ScanFormat::Json, WriterOptions::default(), &[rich()]);
    let older = json.replace(env!("CARGO_PKG_VERSION"), "0.0.1").replace("api/1", "api/0");
    let (_, changes) = compared(Baseline::read(older.as_bytes()).unwrap(), &rich());
    let caveat = "the baseline was made by Corsmith 0.0.1: what is new may be a new check";
    assert!(changes.caveats.contains(&caveat.to_owned()), "{:?}", changes.caveats);
}

#[test]
fn everything_is_new_on_a_target_that_the_baseline_lacks() {
    let (report, changes) = compared(of_scan(&[silent()]), &rich());
    assert!(!changes.is_in_baseline);
    assert_eq!(changes.caveats, ["the baseline does not have it, so everything is new"]);
    assert!(report.findings.iter().all(|it| it.state == Some(State::New)));
}

/// [`rich`] with something repaired, something new and something worse, since [`rich`] and a target
/// that is not scanned again.
fn compare_in(format: ScanFormat) -> String {
    let mut other = rich();
    other.judgement.findings[0] = Finding::new(&QUIET, (0, vec![0]), "something new", "h");
    other.judgement.findings[1].severity = Severity::High;
    let other = report(other.recording, other.judgement);
    let comparison = Comparison::new(of_scan(&[rich(), silent()]), "ci/old.json");
    let options = WriterOptions { detail: Detail::Brief, ..WriterOptions::default() };
    let mut writer = ScanWriter::new(format, options).comparing(comparison);
    let text = writer.begin() + &writer.add(&other) + &writer.end();
    assert_eq!(writer.worst(), Some(Severity::High));
    text
}

#[test]
fn programs_get_the_state_of_each_finding_and_the_sum() {
    let text = compare_in(ScanFormat::Json);
    let document: Value = serde_json::from_str(&text).unwrap();
    let report = &document["reports"][0];
    let findings = report["findings"].as_array().unwrap().iter();
    let states: Vec<_> = findings.map(|it| it["state"].as_str().unwrap()).collect();
    assert_eq!(states, ["new", "worse", "unchanged", "unchanged"]);
    insta::assert_snapshot!(
        "compare_json",
        stable(&format!("{:#}\n{:#}\n", report["changes"], document["comparison"]))
    );
}

/// Section 3.27.24 of SARIF.
#[test]
fn code_scanning_gets_baseline_states() {
    let log: Value = serde_json::from_str(&compare_in(ScanFormat::Sarif)).unwrap();
    let schema = serde_json::from_str(include_str!("../data/sarif-schema-2.1.0.json")).unwrap();
    jsonschema::validate(&schema, &log).unwrap();
    let results = log["runs"][0]["results"].as_array().unwrap().iter();
    let states: Vec<_> = results
        .map(|it| {
            let text = |name: &str| it[name].as_str().unwrap_or("-").to_owned();
            [text("ruleId"), text("baselineState"), text("level"), text("kind")].join(" ")
        })
        .collect();
    assert_eq!(
        states,
        [
            "CS906 new error -",
            "CS902 updated error -",
            "CS903 unchanged note -",
            "CS905 unchanged note -",
            // Accepted, which is no state.
            "CS904 - warning -",
            "CS901 absent none pass",
        ]
    );
}

#[test]
fn only_news_are_failed_tests() {
    let xml = compare_in(ScanFormat::Junit);
    assert_eq!(xml.matches("<failure ").count(), 2, "{xml}");
    let skipped = "<skipped message=\"in ci/old.json already: `X-Content-Type-Options` is `sniff`";
    assert!(xml.contains(skipped), "{xml}");
}

#[test]
fn spreadsheets_get_a_column() {
    let text = compare_in(ScanFormat::Csv);
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    assert_eq!(reader.headers().unwrap().get(16), Some("state"));
    let states: Vec<_> = reader.records().map(|row| row.unwrap()[16].to_owned()).collect();
    assert_eq!(states, ["new", "worse", "unchanged", "unchanged", "", "fixed"]);
}

#[test]
fn people_read_what_changed() {
    insta::assert_snapshot!("compare_text", compare_in(ScanFormat::Text));
    for (format, rows) in [
        (
            ScanFormat::Markdown,
            &[
                "### Since `ci/old.json`\n\n1 new, 1 worse, 1 fixed, 2 unchanged; grade",
                "- **Fixed:** critical CS901 stranger-reads on GET https:<!-- -->//api.example.com/me\n",
                "### High (new): CS906",
                "## In `ci/old.json` and not scanned\n\n- `https://gone.example.com/`\n",
            ][..],
        ),
        (
            ScanFormat::Html,
            &[
                "<h3>Since <code>ci/old.json</code></h3>\n<p>1 new, 1 worse, 1 fixed, 2 unchanged; grade",
                "Fixed:</strong> critical CS901 stranger-reads on GET https://api.example.com/me</li>",
                "(new) CS906",
                "<h2>In <code>ci/old.json</code> and not scanned</h2>\n<ul>\n<li>https://gone.example.com/</li>",
            ],
        ),
    ] {
        let text = compare_in(format);
        for row in rows {
            assert!(text.contains(row), "{format}: {row}\n{text}");
        }
    }
}

#[test]
fn a_baseline_is_the_same_for_the_same_site() {
    insta::assert_snapshot!("baseline", stable(&written(&[silent(), rich()])));
    let mut other = rich();
    other.started_at = "2027-01-01T00:00:00Z".to_owned();
    other.judgement.findings.reverse();
    for finding in &mut other.judgement.findings {
        finding.message = "in other words".to_owned();
    }
    let again = written(&[other.clone(), silent()]);
    assert_eq!(again, written(&[silent(), rich()]));
    // Of two scans of one target the later counts.
    assert_eq!(written(&[clean(|_| ()), silent(), other]), again);
}

#[test]
fn what_is_no_baseline_is_refused() {
    let version = env!("CARGO_PKG_VERSION");
    let newer =
        format!("it is `corsmith.baseline/v2`, of a newer Corsmith than this one ({version})");
    let rows: [(&[u8], &str); 8] = [
        (b"", "it is no baseline: EOF while parsing a value, in line 1, column 0"),
        (b"{", "it is no baseline: EOF while parsing an object, in line 1, column 1"),
        (b"{}", "it does not say that it is `corsmith.baseline/v1` or `corsmith.scan/v1`"),
        (
            br#"{"schema": "x\u001b[1m"}"#,
            r"it is `x\u{1b}[1m`, not `corsmith.baseline/v1` or `corsmith.scan/v1`",
        ),
        (
            br#"{"schema": "corsmith.verify/v2"}"#,
            "it is `corsmith.verify/v2`, not `corsmith.baseline/v1` or `corsmith.scan/v1`",
        ),
        (br#"{"schema": "corsmith.baseline/v2"}"#, &newer),
        (
            br#"{"schema": "corsmith.scan/v1"}"#,
            "it is no baseline: missing field `reports`, in line 1, column 30",
        ),
        (
            br#"{"schema": "corsmith.scan/v1", "reports": [{"target": 1}]}"#,
            "it is no baseline: invalid type: integer `1`, expected a string, in line 1, column 55",
        ),
    ];
    for (bytes, expected) in rows {
        assert_eq!(Baseline::read(bytes).unwrap_err().to_string(), expected);
    }
}
