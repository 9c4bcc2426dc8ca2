//! Ctrl-C and SIGTERM while a site is asked: what is known is reported, and files are whole.
#![cfg(unix)]

use std::process::{Child, Command, Output};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::Test;
use crate::scan_site::{Site, answer, field, page, path};

/// Ends a scan by SIGINT once the site was asked for `/silent`.
fn interrupted(site: &Site, test: &Test) -> Output {
    let child = test.command().spawn().unwrap();
    site.wait_for("/silent");
    interrupt(&child);
    child.wait_with_output().unwrap()
}

fn interrupt(child: &Child) {
    send("INT", child);
}

pub(crate) fn send(signal: &str, child: &Child) {
    let id = child.id().to_string();
    assert!(Command::new("kill").args(["-s", signal, &id]).status().unwrap().success());
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

#[test]
fn sigterm_is_as_good_as_ctrl_c() {
    let site = Site::with_silence();
    let url = site.url("/silent");
    let test = Test::new(["scan", &url, "--allow-private", "--format=json", "--out=a.json"]);
    let child = test.command().spawn().unwrap();
    site.wait_for("/silent");
    send("TERM", &child);
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(143));
    let said = String::from_utf8_lossy(&output.stderr);
    let note = "note: stopped by SIGTERM: not everything was asked\n";
    assert!(said.starts_with(&format!("{note}wrote a.json: 1 target, ")), "{said}");
    let document: Value =
        serde_json::from_slice(&std::fs::read(test.path("a.json")).unwrap()).unwrap();
    assert_eq!(document["reports"][0]["cut_short"], "the scan was stopped");
}

/// What ends at once leaves nothing half-written, and older files as they were.
#[test]
fn what_nothing_stops_in_order_leaves_no_file_behind() {
    // Standard input is open, and nobody asks: the first signal ends it.
    for (signal, code) in [("INT", 130), ("TERM", 143)] {
        let arguments = ["scan", "--from", "-", "--out=a.json", "--har-out=a.har"];
        let test = Test::new(arguments).file("a.json", "old");
        let mut child = test.command().spawn().unwrap();
        let stdin = child.stdin.take();
        wait(|| names(&test).len() == 3);
        send(signal, &child);
        let output = child.wait_with_output().unwrap();
        drop(stdin);
        assert_eq!(output.status.code(), Some(code), "{signal}");
        assert_eq!(names(&test), ["a.json"], "{signal}");
        assert_eq!(std::fs::read(test.path("a.json")).unwrap(), b"old");
    }
}

#[test]
fn the_second_ctrl_c_leaves_no_file_behind() {
    let site = Site::with_silence();
    let urls = ["/a", "/b", "/silent"].map(|path| site.url(path)).join("\n");
    let arguments = ["scan", "--list=urls.txt", "--allow-private", "--har-out=a.har"];
    let test = Test::new(arguments).file("urls.txt", urls);
    let mut child = test.command().spawn().unwrap();
    site.wait_for("/silent");
    interrupt(&child);
    interrupt(&child);
    let code = child.wait().unwrap().code();
    // The first may have been enough by then: it puts the file in its place.
    assert_eq!(code, Some(130));
    let names = names(&test);
    assert!(!names.iter().any(|name| name.starts_with(".corsmith-")), "{names:?}");
}

fn names(test: &Test) -> Vec<String> {
    let entries = std::fs::read_dir(test.path(".")).unwrap();
    let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<_> = names.collect();
    names.sort();
    names
}

/// Waits until the site was asked what is looked for.
fn wait_until(site: &Site, is_asked: impl Fn(&[String]) -> bool) {
    wait(|| is_asked(&site.heads()));
}

fn wait(is_so: impl Fn() -> bool) {
    let begun = Instant::now();
    while !is_so() {
        assert!(begun.elapsed() < Duration::from_mins(1), "it does not come to be");
        std::thread::sleep(Duration::from_millis(5));
    }
}

/// A site that answers so often, and then no more.
fn answers(count: usize) -> Site {
    let asked = AtomicUsize::new(0);
    Site::new(move |_| {
        let is_answered = asked.fetch_add(1, Ordering::SeqCst) < count;
        if is_answered { page(&["Vary: Origin"]) } else { String::new() }
    })
}

#[test]
fn verify_says_what_it_knows() {
    for (signal, code) in [("INT", 130), ("TERM", 143)] {
        let site = answers(9);
        let url = site.url("/");
        let arguments = ["verify", &url, "--policy=corsmith.toml", "--allow-private"];
        let test = Test::new([]).policy();
        let test = test.arguments(&[&arguments[..], &["--format=json"]].concat());
        let child = test.command().spawn().unwrap();
        wait_until(&site, |heads| heads.len() == 10);
        send(signal, &child);
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(code), "{signal}");
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(said.starts_with("note: stopped by "), "{said}");
        let document: Value = serde_json::from_slice(&output.stdout).unwrap();
        assert_eq!(document["compared"], 9);
        assert_eq!(document["stopped"], "it was stopped");
        assert_eq!(document["holds"], false);
    }
}

#[test]
fn verify_that_knows_nothing_replaces_nothing() {
    let site = answers(0);
    let url = site.url("/");
    let arguments = ["verify", &url, "--policy=corsmith.toml", "--allow-private", "--out=a.txt"];
    let test = Test::new([]).policy().file("a.txt", "old").arguments(&arguments);
    let child = test.command().spawn().unwrap();
    wait_until(&site, |heads| !heads.is_empty());
    interrupt(&child);
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(130));
    assert_eq!(String::from_utf8_lossy(&output.stderr), NOTE);
    assert_eq!(std::fs::read_to_string(test.path("a.txt")).unwrap(), "old");
}

#[test]
fn infer_says_what_it_knows() {
    const APP: &str = "https://app.example.com";
    let site = Site::new(|head| match field(head, "origin") {
        _ if head.starts_with("OPTIONS ") => String::new(),
        Some(APP) => {
            page(&["Vary: Origin", "Access-Control-Allow-Origin: https://app.example.com"])
        }
        _ => page(&["Vary: Origin"]),
    });
    let url = site.url("/");
    let candidate = format!("--candidate-origin={APP}");
    let test = Test::new([]).arguments(&["infer", &url, "--allow-private", &candidate]);
    let child = test.command().spawn().unwrap();
    wait_until(&site, |heads| heads.iter().any(|head| head.starts_with("OPTIONS ")));
    send("TERM", &child);
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(143));
    let stdout = String::from_utf8_lossy(&output.stdout);
    assert!(stdout.contains("allow-origins = [\"https://app.example.com\"]"), "{stdout}");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(said.contains("note: it is not all: it was stopped\n"), "{said}");
}
