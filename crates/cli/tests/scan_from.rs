//! `corsmith scan --from`: saved answers, of which nothing is sent.

use std::fs::File;

use serde_json::Value;

use crate::Test;
use crate::test::Ran;

const FIELDS: &str = "Content-Type: text/html\nServer: nginx/1.18.0\n";
const REFLECTED: &str = "\
$ curl -i https://api.example.com/me -H 'Origin: https://stranger.example'
HTTP/2 200
access-control-allow-origin: https://stranger.example
access-control-allow-credentials: true
";
const HAR: &str = r#"{"log": {"version": "1.2", "entries": [
    {"request": {"method": "GET", "url": "https://a.example/", "headers": []},
     "response": {"status": 200, "headers": [{"name": "Content-Type", "value": "text/html"}]}},
    {"request": {"method": "GET", "url": "https://b.example/", "headers": []},
     "response": {"status": 200, "headers": [{"name": "Content-Type", "value": "text/html"}]}}
]}}"#;

fn scan(text: impl AsRef<[u8]>, options: &[&str]) -> Ran {
    let fixed = ["scan", "--from", "answer", "--format=json", "--fail-on=never"];
    Test::new([]).file("answer", text).arguments(&[&fixed, options].concat()).run()
}

fn targets(ran: &Ran) -> Vec<Value> {
    let document = ran.json();
    let reports = document["reports"].as_array().unwrap();
    reports.iter().map(|report| report["target"].clone()).collect()
}

#[test]
fn a_body_that_was_saved_in_part_is_judged_as_far_as_it_goes() {
    let head = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n";
    let page = "<!doctype html><title>x";
    let findings = |rest: String| -> Vec<String> {
        let ran = scan(format!("{head}{rest}"), &["https://www.example.com/"]).status(0);
        let findings = ran.json()["reports"][0]["findings"].as_array().unwrap().clone();
        findings.iter().map(|it| it["check"].as_str().unwrap().to_owned()).collect()
    };
    let whole = findings(format!("Content-Length: {}\r\n\r\n{page}", page.len()));
    assert!(!whole.is_empty());
    for (case, rest) in [
        ("it breaks off", format!("Content-Length: 9000\r\n\r\n{page}")),
        ("its chunks are undone", format!("Transfer-Encoding: chunked\r\n\r\n{page}")),
        ("a chunk is none", format!("Transfer-Encoding: chunked\r\n\r\n17\r\n{page}\r\nzz\r\n")),
    ] {
        assert_eq!(findings(rest), whole, "{case}");
    }
}

#[test]
fn answers_are_judged_in_whatever_form_they_were_saved() {
    let rows: [(&str, &str, &[&str], &[&str]); 7] = [
        ("header lines", FIELDS, &["https://www.example.com/a"], &["https://www.example.com/a"]),
        ("a host", FIELDS, &["www.example.com"], &["https://www.example.com/"]),
        ("nobody said where from", FIELDS, &[], &["https://unknown.invalid/"]),
        (
            "line ends of the wire",
            "HTTP/1.1 200 OK\r\nServer: nginx\r\n\r\n",
            &["a.example"],
            &["https://a.example/"],
        ),
        ("curl -i", REFLECTED, &[], &["https://api.example.com/me"]),
        ("a HAR file", HAR, &[], &["https://a.example/", "https://b.example/"]),
        ("a HAR file that ends early", &HAR[..HAR.len() - 40], &[], &["https://a.example/"]),
    ];
    for (name, text, url, expected) in rows {
        let ran = scan(text, url).status(0);
        assert_eq!(targets(&ran), expected, "{name}");
        let reports = ran.json()["reports"].as_array().unwrap().clone();
        assert!(reports.iter().any(|it| !it["findings"].as_array().unwrap().is_empty()), "{name}");
    }
    let ran = Test::new(["scan", "--from=-", "--format=json"]).stdin(REFLECTED).run();
    assert_eq!(targets(&ran), ["https://api.example.com/me"]);
}

#[test]
fn what_nobody_said_where_it_is_from_is_judged_as_https() {
    let note = "note: nobody said where answer is from; it is judged as `https`: give the URL\n";
    for (name, text, url, expected) in [
        ("header lines", FIELDS, &[][..], note),
        ("with a URL", FIELDS, &["a.example"], ""),
        ("curl -i that has it", REFLECTED, &[], ""),
        ("a HAR file", HAR, &[], ""),
    ] {
        assert_eq!(scan(text, url).status(0).stderr, expected, "{name}");
    }
}

#[test]
fn answers_are_counted_as_what_they_are() {
    let lacks = ", without `Origin`: who may read by CORS is not known\n";
    for (name, text, expected) in [
        ("without an origin", FIELDS, &*format!("nginx 1.18.0 · 1 saved answer{lacks}")),
        ("with one", REFLECTED, "1 saved answer\n"),
    ] {
        let ran = Test::new(["scan", "--from=answer", "--fail-on=never"]).file("answer", text);
        let ran = ran.run().status(0);
        assert!(ran.stdout.contains(expected), "{name}: {}", ran.stdout);
    }
    assert_eq!(scan(FIELDS, &[]).json()["reports"][0]["source"], "saved");
}

#[test]
fn a_har_file_that_ends_early_is_said() {
    let ran = scan(&HAR[..HAR.len() - 40], &[]).status(0);
    assert!(ran.stderr.starts_with("note: answer: the HAR file is "), "{}", ran.stderr);
}

#[test]
fn what_has_no_answer_is_wrong_input() {
    for (name, text) in [
        ("nothing", &b""[..]),
        ("empty lines", b"\n\n\n"),
        ("prose", b"hello\nworld\n"),
        ("an executable", b"\x7fELF\x02\x01\x01\x00\x00\x00\xff\xfe: \x00\n\x80: x\n"),
        ("zeros", &[0; 10_000]),
        ("a HAR file of nothing", b"{\"log\": {\"entries\": []}}"),
        ("JSON of something else", b"{\"a\": 1}"),
    ] {
        let ran = scan(text, &[]).status(2);
        assert_eq!(ran.stdout, "", "{name}");
        assert!(ran.stderr.starts_with("error: answer: "), "{name}: {}", ran.stderr);
        assert!(!ran.stderr.contains('\0'), "{name}");
    }
}

#[test]
fn a_text_over_the_limit_is_refused() {
    for (name, head) in [("a text", FIELDS), ("zeros", "")] {
        let test = Test::new(["scan", "--from", "answer"]).file("answer", head);
        // A hole of 100 MB takes no space.
        let file = File::options().write(true).open(test.path("answer")).unwrap();
        file.set_len(100_000_000).unwrap();
        let ran = test.run().status(2);
        assert!(ran.stderr.contains("answer: the text has more than "), "{name}: {}", ran.stderr);
    }
}

#[test]
fn a_har_file_is_longer_than_a_text_may_be() {
    let entries = vec![
        serde_json::json!({
            "request": {"method": "GET", "url": "https://a.example/", "headers": [
                {"name": "Origin", "value": "https://b.example"},
            ]},
            "response": {"status": 200, "headers": [], "content": {"text": "x".repeat(10_000)}},
        });
        200
    ];
    let har = serde_json::json!({"log": {"entries": entries}}).to_string();
    let ran = scan(har, &[]).status(0);
    assert_eq!(ran.json()["reports"][0]["requests"], 200);
}

#[test]
fn answers_to_scripts_only_are_no_visit_that_failed() {
    let ran = scan(REFLECTED, &[]).status(0);
    assert_eq!(ran.json()["reports"][0]["failure"], Value::Null);
    assert_eq!(ran.json()["reports"][0]["requests"], 1);
}

#[test]
fn files_that_cannot_be_read_and_two_urls_are_wrong_input() {
    for (arguments, message) in [
        (&["--from=missing"][..], "cannot read `missing`: no such file or directory"),
        (&["--from=."], "cannot read `.`: is a directory"),
        (&["--from=answer", "a.example", "b.example"], "with --from there is one URL at most"),
        (&["--from=answer", "ftp://a.example"], "`ftp` is not a scheme that can be scanned"),
    ] {
        let test = Test::new([]).file("answer", FIELDS);
        let ran = test.arguments(&[&["scan"], arguments].concat()).run().status(2);
        assert!(ran.stderr.contains(message), "{arguments:?}: {}", ran.stderr);
    }
}

#[test]
fn probes_are_not_for_saved_answers() {
    for option in ["--i-own-this", "--path=/a", "--method=POST", "--candidate-origin=null"] {
        let ran = scan(FIELDS, &[option]).status(2);
        let name = option.split('=').next().unwrap();
        let error = "error: the argument '--from <FILE>' cannot be used with '";
        assert!(ran.stderr.starts_with(&format!("{error}{name}")), "{option}: {}", ran.stderr);
    }
}

#[test]
fn what_was_saved_fails_from_the_threshold_on() {
    for (threshold, status) in [("high", 0), ("medium", 1), ("never", 0)] {
        let test = Test::new(["scan", "--from=answer", "--fail-on", threshold]);
        test.file("answer", FIELDS).run().status(status);
    }
}
