//! HAR, as others read it.

use corsmith_diagnose::capture::{HarEnd, read_har};
use corsmith_report::scan::{HarWriter, ScanReport};
use serde_json::Value;

use crate::sample::{refused, rich, silent, stable};

fn written(reports: &[ScanReport]) -> String {
    let mut writer = HarWriter::new("2026-11-25T10:00:00Z".to_owned());
    let entries = reports.iter().flat_map(|report| &report.recording.entries);
    let mut text: String = entries.map(|entry| writer.add(entry)).collect();
    text.push_str(&writer.end());
    text
}

/// With an address that was connected to, once.
fn samples() -> [ScanReport; 3] {
    let mut rich = rich();
    rich.recording.entries[0].exchange.peer = Some("[2001:db8::1]:443".parse().unwrap());
    [rich, silent(), refused()]
}

#[test]
fn whole() {
    insta::assert_snapshot!(stable(&written(&samples())));
}

#[test]
fn our_own_reader_reads_it() {
    let text = written(&samples());
    let mut statuses = Vec::new();
    let summary = read_har(text.as_bytes(), |_, exchange| statuses.push(exchange.status)).unwrap();
    assert_eq!((summary.entries, summary.end), (6, HarEnd::Whole));
    assert_eq!(statuses, [Some(200), Some(200), Some(200), Some(204), None, None]);
}

/// Validators take `serverIPAddress` for an address, and times for RFC 3339.
#[test]
fn members_have_the_form_that_the_format_says() {
    let har: Value = serde_json::from_str(&written(&samples())).unwrap();
    let entries = har["log"]["entries"].as_array().unwrap();
    let addresses: Vec<_> = entries.iter().filter_map(|it| it.get("serverIPAddress")).collect();
    assert_eq!(addresses, ["2001:db8::1"]);
    for entry in entries {
        for (object, members) in [
            (entry, &["request", "response", "cache", "timings"][..]),
            (&entry["request"], &["cookies", "headers", "queryString"]),
            (&entry["response"], &["cookies", "headers", "content"]),
        ] {
            for member in members {
                assert!(object[member].is_object() || object[member].is_array(), "{member}");
            }
        }
        assert_eq!(entry["startedDateTime"], "2026-11-25T10:00:00Z");
    }
}

#[test]
fn a_har_of_nothing_is_whole() {
    let har: Value = serde_json::from_str(&written(&[])).unwrap();
    assert_eq!(har["log"]["entries"].as_array().unwrap().len(), 0);
}
