//! What `corsmith scan` writes, and where.

use std::io::Read;

use serde_json::Value;

use crate::scan_site::{Site, field, nobody, page};
use crate::test::Ran;
use crate::{POLICY, Test};

/// Reflects every origin, with credentials: the worst that there is.
fn reflecting() -> Site {
    Site::new(|head| match field(head, "Origin") {
        Some(origin) => {
            let origin = format!("Access-Control-Allow-Origin: {origin}");
            page(&[&origin, "Access-Control-Allow-Credentials: true", "Vary: Origin"])
        }
        None => page(&["Set-Cookie: sid=hunter2; Path=/"]),
    })
}

fn scan(url: &str, options: &[&str]) -> Ran {
    Test::new([]).arguments(&[&["scan", url, "--allow-private"], options].concat()).run()
}

/// Every finding of a JSON document, as `check severity`.
fn found(ran: &Ran) -> Vec<String> {
    let document = ran.json();
    let findings = document["reports"][0]["findings"].as_array().unwrap();
    let text = |finding: &Value, key: &str| finding[key].as_str().unwrap().to_owned();
    findings.iter().map(|it| format!("{} {}", text(it, "check"), text(it, "severity"))).collect()
}

#[test]
fn json_is_one_document_with_the_evidence() {
    let site = reflecting();
    let ran = scan(&site.url("/"), &["--i-own-this", "--format=json"]).status(1);
    let document = ran.json();
    assert_eq!(document["schema"], "corsmith.scan/v1");
    assert!(found(&ran).contains(&"CS201 high".to_owned()), "{:?}", found(&ran));
    let report = &document["reports"][0];
    let evidence = report["findings"][0]["evidence"][0]["exchange"].as_u64().unwrap();
    let exchange = &report["exchanges"][usize::try_from(evidence).unwrap()];
    assert!(exchange["curl"].as_str().unwrap().starts_with("curl "), "{exchange}");
}

#[test]
fn sarif_has_a_result_a_finding() {
    let site = Site::page(&[]);
    let findings = found(&scan(&site.url("/"), &["--format=json"]));
    let document = scan(&site.url("/"), &["--format=sarif"]).status(0).json();
    assert_eq!(document["version"], "2.1.0");
    let results = document["runs"][0]["results"].as_array().unwrap();
    let rules: Vec<_> = results.iter().map(|result| result["ruleId"].as_str().unwrap()).collect();
    let checks: Vec<_> = findings.iter().map(|it| it.split(' ').next().unwrap()).collect();
    assert_eq!(rules, checks);
}

#[test]
fn junit_fails_from_the_threshold_on() {
    let site = Site::page(&[]);
    let failures = |threshold: &str| {
        let ran = scan(&site.url("/"), &["--format=junit", "--fail-on", threshold]);
        let report = quick_junit::Report::deserialize_from_str(&ran.stdout).unwrap();
        report.test_suites.iter().map(|suite| suite.failures).sum::<usize>()
    };
    assert_eq!(failures("critical"), 0, "{:?}", failures("info"));
    assert!(failures("info") > failures("medium") && failures("medium") > 0);
}

#[test]
fn csv_has_a_line_a_finding_and_as_many_fields_as_its_head() {
    let site = reflecting();
    let ran = scan(&site.url("/"), &["--i-own-this", "--format=csv"]).status(1);
    let mut reader = csv::Reader::from_reader(ran.stdout.as_bytes());
    let check = reader.headers().unwrap().iter().position(|name| name == "check").unwrap();
    let rows: Vec<_> = reader.records().map(Result::unwrap).collect();
    assert!(rows.len() > 5 && rows.iter().any(|row| &row[check] == "CS201"), "{}", ran.stdout);
}

#[test]
fn html_is_one_page_without_a_mistake() {
    let site = reflecting();
    let ran = scan(&site.url("/"), &["--i-own-this", "--format=html"]).status(1);
    assert!(ran.stdout.starts_with("<!DOCTYPE html>"), "{}", ran.stdout);
    for Ok(token) in html5gum::Tokenizer::new(&ran.stdout) {
        assert!(!matches!(token, html5gum::Token::Error(_)), "{token:?}");
    }
}

#[test]
fn markdown_has_a_heading_a_target() {
    let site = Site::page(&[]);
    let (first, second) = (site.url("/a"), site.url("/b"));
    let ran = scan(&first, &[&second, "--format=markdown"]).status(0);
    let headings: Vec<_> = ran.stdout.lines().filter(|line| line.starts_with('#')).collect();
    for url in [first, second] {
        assert_eq!(headings.iter().filter(|line| line.contains(&url)).count(), 1, "{headings:?}");
    }
}

#[test]
fn out_replaces_an_older_file_in_one_step() {
    let site = Site::page(&[]);
    let url = site.url("/");
    let test = Test::new(["scan", &url, "--allow-private", "--format=json", "--out=a.json"]);
    let test = test.file("a.json", "old");
    // Whoever has the older file open keeps it: the new one is another file, with its name.
    let mut older = std::fs::File::open(test.path("a.json")).unwrap();
    let ran = test.run().status(0);
    assert_eq!(ran.stdout, "");
    let mut kept = String::new();
    older.read_to_string(&mut kept).unwrap();
    assert_eq!(kept, "old");
    let document: Value = serde_json::from_str(&ran.read("a.json")).unwrap();
    assert_eq!(document["reports"][0]["target"], url);
    assert_eq!(ran.names(), ["a.json"]);
}

#[test]
fn what_is_written_is_counted_and_what_fails_named() {
    let site = reflecting();
    let (first, second) = (site.url("/"), nobody());
    let one = format!("1 of them high or worse\n  CS201 stranger-reads-with-credentials {first}\n");
    for (options, status, expected) in [
        (&["--i-own-this"][..], 1, one.as_str()),
        (&["--fail-on=critical"], 0, ", none of them critical\n"),
        (&["--fail-on=never"], 0, " findings\n"),
        (&["--fail-on=medium"], 1, &format!("  CS502 session-cookie-without-httponly {first}\n")),
        (&["--fail-on=info"], 1, " more\n"),
        (&["--fail-on=high", &second], 3, ", none of them high or worse\n"),
    ] {
        let ran = scan(&first, &[&["--format=csv", "--out=a.csv"], options].concat());
        let said = ran.status(status).stderr;
        let is_two = options.contains(&second.as_str());
        let targets = if is_two { "2 targets, 1 without an answer" } else { "1 target" };
        assert!(said.starts_with(&format!("wrote a.csv: {targets}, ")), "{options:?}: {said}");
        assert!(said.ends_with(expected), "{options:?}: {said}");
        if options == ["--fail-on=medium"] {
            assert!(said.contains(", 3 of them medium or worse\n  CS"), "{said}");
        }
        // The line, five findings, and how many more.
        assert!(said.lines().count() <= 7, "{options:?}: {said}");
    }
}

#[test]
fn a_file_that_the_command_reads_is_not_replaced() {
    let site = Site::page(&[]);
    let url = site.url("/");
    let pem = "--ca-file=given";
    for (command, read) in [
        (&["scan", &url][..], &["--policy=given.toml"][..]),
        (&["scan"], &["--list=given"]),
        (&["scan"], &["--from=given"]),
        (&["scan", &url], &[pem]),
        (&["baseline", &url, "--force"], &[pem]),
        (&["verify", &url], &["--policy=given.toml"]),
        (&["verify", &url, "--policy=other.toml"], &[pem]),
        (&["infer", &url, "--force"], &[pem]),
    ] {
        let given = read[0].split_once('=').unwrap().1;
        // The same file by another name.
        for name in [given.to_owned(), format!("folder/../{given}")] {
            let out = format!("--out={name}");
            let arguments = [command, read, &[out.as_str(), "--allow-private"]].concat();
            let test = Test::new([]).file(given, POLICY).file("folder/a", "");
            let ran = test.file("other.toml", POLICY).arguments(&arguments).run().status(2);
            let refused = format!("error: `{name}` is read by this command and is not replaced\n");
            let help = "help: give `--out` another name\n";
            assert_eq!(ran.stderr, refused + help, "{arguments:?}");
            assert_eq!(ran.read(given), POLICY, "{arguments:?}");
        }
    }
    let arguments = ["scan", &url, "--compare=given", "--har-out=given", "--allow-private"];
    let ran = Test::new(arguments).file("given", "{}").run().status(2);
    assert!(ran.stderr.ends_with("help: give `--har-out` another name\n"), "{}", ran.stderr);
    assert_eq!(site.connections(), 0);
}

#[test]
fn a_scan_that_is_refused_leaves_the_older_file() {
    for arguments in [
        &["http://127.0.0.1:1/"][..],
        &["ftp://a.example/", "--allow-private"],
        &["--list=empty.txt"],
        &["--from=empty.txt"],
        &["--from=missing.txt"],
        &["http://127.0.0.1:1/", "--allow-private", "--suppress=CS999=why"],
        &["http://127.0.0.1:1/", "--allow-private", "--ca-file=empty.txt", "--har-out=b.har"],
    ] {
        let test = Test::new([]).file("a.json", "old").file("b.har", "old").file("empty.txt", "");
        let fixed = ["scan", "--format=json", "--out=a.json"];
        let ran = test.arguments(&[&fixed, arguments].concat()).run().status(2);
        assert_eq!((ran.read("a.json").as_str(), ran.read("b.har").as_str()), ("old", "old"));
        assert_eq!(ran.names(), ["a.json", "b.har", "empty.txt"], "{arguments:?}");
    }
}

#[test]
fn a_file_that_cannot_be_written_is_known_before_anything_is_sent() {
    let site = Site::page(&[]);
    for option in ["--out=file/a", "--har-out=file/a"] {
        let url = site.url("/");
        let test = Test::new(["scan", &url, "--allow-private", option]).file("file", "");
        let ran = test.run().status(3);
        assert!(ran.stderr.starts_with("error: cannot write `file/a`: "), "{}", ran.stderr);
    }
    assert_eq!(site.connections(), 0);
}

#[test]
fn what_was_exchanged_is_written_without_its_secrets() {
    let site = reflecting();
    let secrets =
        ["Authorization: Bearer hunter2", "Cookie: a=hunter2", "X-Staging-Access: hunter2"]
            .map(|field| ["-H", field])
            .concat();
    for format in ["text", "json", "sarif", "junit", "html", "markdown", "csv"] {
        let options = [&secrets[..], &["--har-out=a.har", "--format", format]].concat();
        let url = site.url("/?token=hunter2");
        let ran = scan(&url, &options);
        assert!(!ran.stdout.contains("hunter2"), "{format}: {}", ran.stdout);
        let har = ran.read("a.har");
        assert!(!har.contains("hunter2"), "{har}");
        let har: Value = serde_json::from_str(&har).unwrap();
        assert_eq!(har["log"]["version"], "1.2");
        let request = &har["log"]["entries"][0]["request"];
        let mut fields = request["headers"].as_array().unwrap().iter();
        let field = fields.find(|it| it["name"] == "X-Staging-Access").unwrap();
        assert_eq!(field["value"], "[masked]");
    }
    assert!(site.heads().iter().all(|head| head.contains("hunter2")), "they were sent");
}

#[test]
fn colours_are_for_terminals_unless_asked_for() {
    let site = Site::page(&[]);
    for (options, variable, is_coloured) in [
        (&[][..], ("A", "1"), false),
        (&["--color=always"], ("A", "1"), true),
        (&[], ("CLICOLOR_FORCE", "1"), true),
        (&["--color=never"], ("CLICOLOR_FORCE", "1"), false),
        (&[], ("NO_COLOR", "1"), false),
        (&["--color=always", "--out=a.txt"], ("A", "1"), false),
        (&["--color=always", "--format=csv"], ("A", "1"), false),
    ] {
        let url = site.url("/");
        let arguments = [&["scan", &url, "--allow-private"], options].concat();
        let test = Test::new([]).arguments(&arguments).variable(variable.0, variable.1);
        let ran = test.run().status(0);
        let is_file = options.contains(&"--out=a.txt");
        let report = if is_file { ran.read("a.txt") } else { ran.stdout };
        assert!(!report.is_empty());
        assert_eq!(report.contains('\u{1b}'), is_coloured, "{options:?} {variable:?}");
    }
}

#[test]
fn findings_from_the_threshold_on_end_with_1() {
    // The worst of a bare page is medium.
    let site = Site::page(&[]);
    for (threshold, status) in
        [("info", 1), ("low", 1), ("medium", 1), ("high", 0), ("critical", 0), ("never", 0)]
    {
        scan(&site.url("/"), &["--fail-on", threshold]).status(status);
    }
    // The worst of a site that reflects is high, which is the default.
    let site = reflecting();
    for (options, status) in [(&[][..], 1), (&["--fail-on=critical"], 0), (&["--fail-on=never"], 0)]
    {
        scan(&site.url("/"), &[&["--i-own-this"], options].concat()).status(status);
    }
    // No answer is worse than any finding.
    scan(&nobody(), &["--fail-on=info"]).status(3);
}

#[test]
fn a_finding_is_accepted_with_a_reason() {
    let site = Site::page(&[]);
    for check in ["CS400", "no-csp"] {
        let options = ["--format=json", "--suppress", &format!("{check}= the framework sets it ")];
        let ran = scan(&site.url("/"), &options).status(0);
        assert!(!found(&ran).contains(&"CS400 medium".to_owned()));
        let document = ran.json();
        let accepted = document["reports"][0]["accepted"].as_array().unwrap();
        assert_eq!(accepted.len(), 1);
        assert_eq!(accepted[0]["finding"]["check"], "CS400");
        assert_eq!(accepted[0]["reason"], "the framework sets it");
        assert!(
            ran.stderr.contains("CS400 (no-csp) are accepted: the framework sets it"),
            "{}",
            ran.stderr
        );
    }
    for (wrong, message) in [
        ("CS400", "a check and the reason are right"),
        ("CS400=", "a check and the reason are right"),
        ("=why", "a check and the reason are right"),
        ("CS999=why", "there is no check `CS999`"),
    ] {
        let ran = scan(&site.url("/"), &["--suppress", wrong]).status(2);
        assert!(ran.stderr.contains(message), "{wrong}: {}", ran.stderr);
    }
    assert_eq!(site.heads().len(), 2);
}

#[test]
fn the_score_of_mdn_is_added_where_it_is_asked_for() {
    let site = Site::page(&[]);
    let score = |options: &[&str]| {
        let document =
            scan(&site.url("/"), &[&["--format=json"], options].concat()).status(0).json();
        document["reports"][0]["mdn"].clone()
    };
    assert_eq!(score(&[]), Value::Null);
    assert!(score(&["--score=mdn"])["score"].is_number(), "{}", score(&["--score=mdn"]));
}

#[test]
fn a_reader_that_stops_is_no_error() {
    let site = reflecting();
    let url = site.url("/");
    for format in ["text", "json", "csv"] {
        let test = Test::new(["scan", &url, &url, "--allow-private", "--format", format]);
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let output = test.command().stdout(writer).spawn().unwrap().wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{format}");
        assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{format}");
    }
}
