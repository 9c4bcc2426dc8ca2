//! `corsmith baseline`, and `corsmith scan --compare`, against a site that changes.

use crate::Test;
use crate::changing::Changing;
use crate::test::Ran;

/// A site that any other reads, without a cookie.
const OPEN: &[&str] = &[
    "Server: nginx/1.18.0",
    "Access-Control-Allow-Origin: {origin}",
    "Access-Control-Allow-Credentials: true",
    "Vary: Origin",
];
const CLOSED: &[&str] = &["Server: nginx/1.18.0", "Vary: Origin"];
const WITH_COOKIE: &[&str] = &["Server: nginx/1.18.0", "Vary: Origin", "Set-Cookie: session=abc"];

const PROBES: [&str; 2] = ["--allow-private", "--i-own-this"];

/// A folder with the baseline `known.json` of a site.
fn baseline(site: &Changing) -> Ran {
    let arguments = ["baseline", &site.url, "--out", "known.json", PROBES[0], PROBES[1]];
    Test::new([]).arguments(&arguments).run().status(0)
}

/// Scans it again and compares, failing from low on.
fn scan(known: Ran, site: &Changing, options: &[&str]) -> Ran {
    let mut arguments = vec!["scan", &site.url, "--compare", "known.json", "--fail-on", "low"];
    arguments.extend(PROBES);
    arguments.extend(options);
    known.test.arguments(&arguments).run()
}

#[test]
fn a_baseline_is_small_and_the_same_again_and_says_how_to_use_it() {
    let site = Changing::new(OPEN);
    let ran = baseline(&site);
    assert_eq!(ran.stdout, "wrote known.json: 1 target, 4 findings\n");
    let note = "note: compare with it: `corsmith scan ... --compare known.json`\n";
    assert!(ran.stderr.contains(note), "{}", ran.stderr);
    let first = ran.read("known.json");
    assert!(!first.contains("Access-Control-Allow-Origin"), "{first}");
    // Another label, another time.
    let arguments = ["baseline", &site.url, "--out", "known.json", PROBES[0], PROBES[1]];
    let again = ran.test.arguments(&arguments).run().status(0);
    assert_eq!(again.read("known.json"), first);
    insta::assert_snapshot!(
        "baseline_file",
        first.replace(&site.url, "[url]").replace(env!("CARGO_PKG_VERSION"), "[version]")
    );
}

#[test]
fn what_is_known_fails_nothing() {
    let site = Changing::new(OPEN);
    let ran = scan(baseline(&site), &site, &[]).status(0);
    let since = "since known.json: 0 new, 4 unchanged; grade D 59\n";
    assert!(ran.stdout.contains(since), "{}", ran.stdout);
    assert!(!ran.stdout.contains("\nhigh\n"), "{}", ran.stdout);
}

#[test]
fn without_the_baseline_the_same_fails() {
    let site = Changing::new(OPEN);
    let arguments = ["scan", &site.url, "--fail-on", "low", PROBES[0], PROBES[1]];
    Test::new([]).arguments(&arguments).run().status(1);
}

#[test]
fn what_is_new_fails_and_is_printed_in_full() {
    let site = Changing::new(CLOSED);
    let known = baseline(&site);
    site.answers(OPEN);
    let ran = scan(known, &site, &[]).status(1);
    for row in [
        "since known.json: 2 new, 2 unchanged; grade A 96 -> D 59\n",
        "\nhigh\n  CS201 stranger-reads-with-credentials",
    ] {
        assert!(ran.stdout.contains(row), "{row}:\n{}", ran.stdout);
    }
}

#[test]
fn what_is_fixed_is_a_line_and_fails_nothing() {
    let site = Changing::new(OPEN);
    let known = baseline(&site);
    site.answers(CLOSED);
    let ran = scan(known, &site, &[]).status(0);
    let fixed =
        format!("\nfixed\n  high CS201 stranger-reads-with-credentials on GET {}\n", site.url);
    assert!(ran.stdout.contains(&fixed), "{fixed}{}", ran.stdout);
    assert!(ran.stdout.contains("; grade D 59 -> A"), "{}", ran.stdout);
}

#[test]
fn what_is_not_asked_about_again_is_not_fixed() {
    let site = Changing::new(OPEN);
    let known = baseline(&site);
    site.answers(CLOSED);
    let arguments = ["scan", &site.url, "--compare", "known.json", "--allow-private"];
    let ran = known.test.arguments(&arguments).run().status(0);
    assert!(ran.stdout.contains(", 2 not asked about again; "), "{}", ran.stdout);
    let caveat = "\n  the baseline was made with probes, and this scan sent none\n";
    assert!(ran.stdout.contains(caveat), "{}", ran.stdout);
}

/// A site that one other reads, whom nobody guesses.
const PARTNER: &[&str] = &[
    "Server: nginx/1.18.0",
    "Access-Control-Allow-Origin: https://partner.example",
    "Access-Control-Allow-Credentials: true",
    "Vary: Origin",
];

#[test]
fn what_an_option_showed_is_not_fixed_by_leaving_it_out() {
    for (option, caveat) in [
        ("--candidate-origin=https://partner.example", "asked as `https://partner.example`"),
        ("--header=X-Beta: s3cr3t", "sent `x-beta`"),
        ("--cache-poisoning", "was made with `--cache-poisoning`"),
    ] {
        let site = Changing::new(PARTNER);
        let arguments =
            ["baseline", &site.url, "--out", "known.json", PROBES[0], PROBES[1], option];
        let known = Test::new([]).arguments(&arguments).run().status(0);
        assert!(!known.read("known.json").contains("s3cr3t"));
        site.answers(CLOSED);
        let ran = scan(known, &site, &[]).status(0);
        assert!(ran.stdout.contains(&format!("\n  the baseline {caveat}, and ")), "{}", ran.stdout);
        let is_unknown = ran.stdout.contains(" not asked about again; ");
        // The probe of caches found nothing.
        assert_eq!(is_unknown, option != "--cache-poisoning", "{option}: {}", ran.stdout);
    }
}

#[test]
fn a_scan_as_json_is_a_baseline_too_and_is_replaced_after_it_was_read() {
    let site = Changing::new(CLOSED);
    let json = ["--format", "json", "--out", "known.json", PROBES[0], PROBES[1]];
    let first = [&["scan", &site.url][..], &json].concat();
    let known = Test::new([]).arguments(&first).run().status(0);
    site.answers(WITH_COOKIE);
    let ran = scan(known, &site, &["--format", "json", "--out", "known.json"]).status(1);
    let document: serde_json::Value = serde_json::from_str(&ran.read("known.json")).unwrap();
    let findings = document["reports"][0]["findings"].as_array().unwrap().iter();
    let new = findings.filter(|it| it["state"] == "new").map(|it| it["check"].as_str().unwrap());
    assert_eq!(new.collect::<Vec<_>>(), ["CS502", "CS503"]);
    assert_eq!(document["comparison"]["new"], 2);
    // What is written is the next baseline.
    scan(ran, &site, &[]).status(0);
}

#[test]
fn targets_that_are_not_scanned_again_and_those_that_are_new_are_named() {
    let (first, second) = (Changing::new(CLOSED), Changing::new(OPEN));
    let ran = scan(baseline(&first), &second, &[]).status(1);
    for row in [
        "\n  the baseline does not have it, so everything is new\n".to_owned(),
        "; grade D 59, none before\n".to_owned(),
        format!("\nin known.json and not scanned\n  {}\n", first.url),
    ] {
        assert!(ran.stdout.contains(&row), "{row}:\n{}", ran.stdout);
    }
}

#[test]
fn every_target_of_a_list_is_in_it_and_one_without_an_answer_ends_with_3() {
    let (first, second) = (Changing::new(CLOSED), Changing::new(OPEN));
    let list = format!("{}\nhttp://127.0.0.1:1/\n{}\n", second.url, first.url);
    let arguments = ["baseline", "--list", "urls.txt", "--allow-private"];
    let ran = Test::new(arguments).file("urls.txt", list).run().status(3);
    let file = ran.read("corsmith-baseline.json");
    let document: serde_json::Value = serde_json::from_str(&file).unwrap();
    let reports = document["reports"].as_array().unwrap().iter();
    let targets: Vec<_> = reports.map(|it| it["target"].as_str().unwrap()).collect();
    let mut expected = ["http://127.0.0.1:1/", &first.url, &second.url];
    expected.sort_unstable();
    assert_eq!(targets, expected);
    assert!(ran.stderr.contains("note: http://127.0.0.1:1/ did not answer: "), "{}", ran.stderr);
}

#[test]
fn saved_answers_have_a_baseline_too() {
    let answer = "HTTP/1.1 200 OK\r\nServer: nginx/1.18.0\r\n\r\n";
    let arguments = ["baseline", "--from", "answer.txt", "https://www.example.com/"];
    let ran = Test::new(arguments).file("answer.txt", answer).run().status(0);
    let arguments = ["scan", "--from=answer.txt", "https://www.example.com/", "--fail-on=info"];
    let test = ran.test.arguments(&arguments).run().status(1).test;
    let compare = "--compare=corsmith-baseline.json";
    test.arguments(&[&arguments[..], &[compare]].concat()).run().status(0);
}

#[test]
fn the_file_of_somebody_else_is_not_replaced() {
    let site = Changing::new(CLOSED);
    let arguments = ["baseline", &site.url, "--allow-private", "--out", "a.json"];
    let ran = Test::new([]).file("a.json", "{}").arguments(&arguments).run().status(2);
    assert!(ran.stderr.contains("was not generated by Corsmith"), "{}", ran.stderr);
    assert_eq!(ran.read("a.json"), "{}");
    let forced = [&arguments[..], &["--force"]].concat();
    let ran = ran.test.arguments(&forced).run().status(0);
    assert!(ran.read("a.json").contains("corsmith.baseline/v1"));
}

#[test]
fn where_nothing_answers_the_older_baseline_stays() {
    let ran = baseline(&Changing::new(CLOSED));
    let before = ran.read("known.json");
    let arguments = ["baseline", "http://127.0.0.1:1/", "--allow-private", "--out", "known.json"];
    let ran = ran.test.arguments(&arguments).run().status(3);
    assert!(ran.stderr.contains("`known.json` is not written"), "{}", ran.stderr);
    assert_eq!(ran.read("known.json"), before);
    assert_eq!(ran.names(), ["known.json"]);
}

#[cfg(unix)]
#[test]
fn a_scan_that_is_stopped_leaves_the_older_baseline() {
    for (signal, code) in [("INT", 130), ("TERM", 143)] {
        let site = crate::scan_site::Site::with_silence();
        let url = site.url("/silent");
        let ran = baseline(&Changing::new(CLOSED));
        let before = ran.read("known.json");
        let test = ran.test.arguments(&["baseline", &url, "--allow-private", "--out=known.json"]);
        let child = test.command().spawn().unwrap();
        site.wait_for("/silent");
        crate::scan_stop::send(signal, &child);
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(code));
        let stderr = String::from_utf8(output.stderr).unwrap();
        assert!(stderr.contains("note: `known.json` is not written"), "{stderr}");
        assert_eq!(std::fs::read_to_string(test.path("known.json")).unwrap(), before);
    }
}

#[test]
fn what_is_no_baseline_is_refused_and_nothing_is_sent() {
    let rows = [
        ("no JSON", "error: a.json: it is no baseline: expected ident, in line 1, column 2\n"),
        ("{\"schema\": \"corsmith.lint/v1\"}", "error: a.json: it is `corsmith.lint/v1`, not "),
        ("[]", "error: a.json: it is no baseline: "),
        (
            "{\"schema\": \"corsmith.scan/v9\"}",
            "error: a.json: it is `corsmith.scan/v9`, of a newer Corsmith than this one (",
        ),
        (
            "{\"schema\": \"corsmith.baseline/v1\"}",
            "error: a.json: it is no baseline: missing field `reports`, in line 1, column 34\n",
        ),
    ];
    for (text, message) in rows {
        let arguments = ["scan", "https://www.example.com/", "--compare", "a.json"];
        let ran = Test::new(arguments).file("a.json", text).run().status(2);
        assert!(ran.stderr.starts_with(message), "{text}: {}", ran.stderr);
        let help =
            "help: `corsmith baseline` writes one, and so does `corsmith scan --format json`\n";
        assert!(ran.stderr.ends_with(help), "{text}: {}", ran.stderr);
    }
    let ran = Test::new(["scan", "https://www.example.com/", "--compare", "a.json"]).run();
    let ran = ran.status(2);
    assert_eq!(ran.stderr, "error: cannot read `a.json`: no such file or directory\n");
}
