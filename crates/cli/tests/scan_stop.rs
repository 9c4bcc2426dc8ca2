//! Ctrl-C during a scan: what is known is reported, and files are whole.
#![cfg(unix)]

use std::process::{Child, Command, Output};

use serde_json::Value;

use crate::Test;
use crate::scan_site::{Site, answer, page, path};

/// Ends a scan by SIGINT once the site was asked for `/silent`.
fn interrupted(site: &Site, test: &Test) -> Output {
    let child = test.command().spawn().unwrap();
    site.wait_for("/silent");
    interrupt(&child);
    child.wait_with_output().unwrap()
}

pub(crate) fn interrupt(child: &Child) {
    let id = child.id().to_string();
    assert!(Command::new("kill").args(["-s", "INT", &id]).status().unwrap().success());
}

const NOTE: &str = "note: stopped by Ctrl-C: not everything was asked\n";

#[test]
fn what_is_known_is_reported_and_the_request_under_way_is_counted() {
    let site = Site::with_silence();
    let url = site.url("/");
    let arguments = [
        "scan",
        &url,
        "--allow-private",
        "--i-own-this",
        "--path=/silent",
        "--format=json",
        "--out=a.json",
        "--har-out=a.har",
    ];
    let test = Test::new(arguments).file("a.json", "old").file("a.har", "old");
    let output = interrupted(&site, &test);
    assert_eq!(output.status.code(), Some(130));
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(said.starts_with(&format!("{NOTE}wrote a.json: 1 target, ")), "{said}");
    assert_eq!(output.stdout, b"");
    let read = |name| -> Value {
        serde_json::from_slice(&std::fs::read(test.path(name)).unwrap()).unwrap()
    };
    let document = read("a.json");
    let report = &document["reports"][0];
    assert_eq!(report["cut_short"], "the scan was stopped");
    assert_eq!(report["requests"], site.heads().len());
    let codes: Vec<_> =
        report["findings"].as_array().unwrap().iter().map(|it| &it["check"]).collect();
    assert!(!codes.is_empty(), "{report}");
    assert_eq!(read("a.har")["log"]["entries"].as_array().unwrap().len(), site.heads().len());
    let names: Vec<_> = std::fs::read_dir(test.path(".")).unwrap().collect();
    assert_eq!(names.len(), 2, "{names:?}");
}

#[test]
fn targets_that_were_done_keep_their_reports_and_no_further_one_is_begun() {
    let site = Site::with_silence();
    let urls = ["/a", "/silent", "/b", "/c"].map(|path| site.url(path));
    let arguments = ["scan", "--list", "-", "--allow-private", "--format=json", "--concurrency=1"];
    let test = Test::new(arguments);
    let mut child = test.command().spawn().unwrap();
    let mut list = child.stdin.take().unwrap();
    std::io::Write::write_all(&mut list, urls.join("\n").as_bytes()).unwrap();
    site.wait_for("/silent");
    // The list has not ended, and is not waited for.
    interrupt(&child);
    let output = child.wait_with_output().unwrap();
    drop(list);
    assert_eq!(output.status.code(), Some(130));
    let document: Value = serde_json::from_slice(&output.stdout).unwrap();
    let reports = document["reports"].as_array().unwrap();
    let seen: Vec<_> =
        reports.iter().map(|report| (&report["target"], &report["cut_short"])).collect();
    let expected = [
        Value::from(&*urls[0]),
        Value::Null,
        Value::from(&*urls[1]),
        "the scan was stopped".into(),
    ];
    assert_eq!(seen, [(&expected[0], &expected[1]), (&expected[2], &expected[3])]);
}

#[test]
fn every_format_is_whole() {
    for (format, end) in [
        ("text", "\n"),
        ("json", "}\n"),
        ("sarif", "}\n"),
        ("junit", "</testsuites>\n"),
        ("html", "</html>\n"),
        ("markdown", "\n"),
        ("csv", "\n"),
    ] {
        let site = Site::with_silence();
        let url = site.url("/silent");
        let output =
            interrupted(&site, &Test::new(["scan", &url, "--allow-private", "--format", format]));
        assert_eq!(output.status.code(), Some(130), "{format}");
        let stdout = String::from_utf8(output.stdout).unwrap();
        assert!(stdout.ends_with(end), "{format}: {stdout}");
        if format == "text" {
            assert!(stdout.contains("\n1 request\n"), "{stdout}");
            assert!(stdout.contains("\ncut short: the scan was stopped\n"), "{stdout}");
        }
    }
}

#[test]
fn a_wait_that_the_server_asked_for_is_no_obstacle() {
    let site = Site::new(|head| match path(head) {
        "/silent" => answer("429 Too Many Requests", &["Retry-After: 30"], ""),
        _ => page(&[]),
    });
    let url = site.url("/silent");
    let output = interrupted(&site, &Test::new(["scan", &url, "--allow-private", "--format=json"]));
    assert_eq!(output.status.code(), Some(130));
    let document: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(document["reports"][0]["cut_short"], "the scan was stopped");
    assert_eq!(document["reports"][0]["requests"], 1);
}

#[test]
fn the_token_of_an_owner_is_not_waited_for() {
    let site = Site::new(|_| String::new());
    let url = site.url("/");
    let arguments = ["scan", &url, "--allow-private", "--owner-token=k7f0c2d9e1b84a35"];
    let child = Test::new(arguments).command().spawn().unwrap();
    site.wait_for("/.well-known/corsmith-owner");
    interrupt(&child);
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(130));
    let stdout = String::from_utf8(output.stdout).unwrap();
    assert!(stdout.contains("\ncut short: the scan was stopped\n"), "{stdout}");
}
