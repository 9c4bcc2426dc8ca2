//! `corsmith simulate --cases`: verdicts.

use crate::Test;

/// A case that is met, and one whose expectation is not.
const CASES: &str = r#"[
  {"id": "met", "page_origin": "https://app.example",
   "request": {"url": "https://api.example/"},
   "exchanges": [{"url": "https://api.example/",
     "response": {"status": 200, "headers": [["Access-Control-Allow-Origin", "*"]]}}],
   "expect": {"result": "success", "response_type": "cors", "status": 200}},
  {"id": "unmet", "page_origin": "https://app.example",
   "request": {"url": "https://api.example/", "credentials": "include"},
   "exchanges": [{"url": "https://api.example/", "expect_request_headers": {"origin": null},
     "response": {"status": 200, "headers": [["Access-Control-Allow-Origin", "*"]]}}],
   "expect": {"result": "success"}}
]"#;

const WILDCARD_SEQUENCE: &str = r#"[{"id": "twice", "profile": "spec", "steps": [
  {"at": 0, "page_origin": "https://app.example",
   "request": {"url": "https://api.example/", "method": "PUT"},
   "exchanges": [
     {"url": "https://api.example/", "expect_method": "OPTIONS", "response": {"status": 204, "headers":
       [["Access-Control-Allow-Origin", "*"], ["Access-Control-Allow-Methods", "PUT"], ["Access-Control-Max-Age", "60"]]}},
     {"url": "https://api.example/", "expect_method": "PUT",
      "response": {"status": 200, "headers": [["Access-Control-Allow-Origin", "*"]]}}],
   "expect": {"preflight": true}},
  {"at": 1.5, "page_origin": "https://app.example",
   "request": {"url": "https://api.example/", "method": "PUT"},
   "exchanges": [{"url": "https://api.example/", "expect_method": "PUT",
      "response": {"status": 200, "headers": [["Access-Control-Allow-Origin", "*"]]}}],
   "expect": {"preflight": false}}
]}]"#;

fn cases<const N: usize>(file: &str, options: [&str; N]) -> Test {
    let mut arguments = vec!["simulate", "--cases", "c.json"];
    arguments.extend(options);
    Test::new([]).arguments(&arguments).file("c.json", file)
}

#[test]
fn a_verdict_a_line() {
    insta::assert_snapshot!(cases(CASES, []).run().snapshot());
}

#[test]
fn the_same_for_people() {
    insta::assert_snapshot!(cases(CASES, ["--format=text"]).run().snapshot());
}

#[test]
fn every_browser_has_its_verdict() {
    let ran = cases(CASES, ["--browser=all"]).run().status(1);
    let browsers: Vec<_> = ran
        .stdout
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap())
        .map(|verdict| format!("{} {}", verdict["browser"].as_str().unwrap(), verdict["id"]))
        .collect();
    let mut expected = Vec::new();
    for browser in ["standard", "chromium", "firefox", "webkit"] {
        expected.extend([format!("{browser} \"met\""), format!("{browser} \"unmet\"")]);
    }
    let sorted = |mut list: Vec<String>| {
        list.sort();
        list
    };
    assert_eq!(sorted(browsers), sorted(expected));
    assert_eq!(ran.stderr, "8 cases, 4 unmet\n");
}

#[test]
fn one_browser_leaves_the_lines_as_they_are() {
    let ran = cases(CASES, ["--browser=firefox"]).run().status(1);
    assert!(!ran.stdout.contains("\"browser\""), "{}", ran.stdout);
}

#[test]
fn a_sequence_has_a_verdict_a_step() {
    insta::assert_snapshot!(cases(WILDCARD_SEQUENCE, []).run().snapshot());
}

#[test]
fn standard_input() {
    let ran = Test::new(["simulate", "--cases", "-"]).stdin(CASES).run().status(1);
    assert_eq!(ran.stdout.lines().count(), 2);
}

#[test]
fn what_is_met_is_quiet() {
    let one = CASES.replace(r#""expect_request_headers": {"origin": null},"#, "");
    let one = one
        .replace(r#""expect": {"result": "success"}"#, r#""expect": {"result": "network-error"}"#);
    cases(&one, []).run().quiet_success();
}

#[test]
fn no_cases_are_said() {
    let ran = cases("[]", []).run().status(0);
    assert_eq!(
        (ran.stdout.as_str(), ran.stderr.as_str()),
        ("", "note: c.json: there are no cases, so nothing was compared\n")
    );
}

#[test]
fn a_key_that_does_not_exist_is_refused() {
    let request = r#""request": {"url": "https://b.example/"}"#;
    let rows = [
        (
            format!("[{{\"page_origin\": \"https://a.example\",\n  {request},\n  \"expct\": {{}}}}]"),
            "Line 3: there is no key `expct`; did you mean `expect`?",
        ),
        (
            format!(
                "[\n{{\"page_origin\": \"https://a.example\",\n{request},\n\"expect\": {{\"reslt\": \"success\"}}}}]"
            ),
            "Line 4: `expect`: there is no key `reslt`; did you mean `result`?",
        ),
        (
            "[{\"page_origin\": \"https://a.example\", \"request\": {\"url\": \"https://b.example/\", \"credential\": \"omit\"}}]".to_owned(),
            "Line 1: `request`: there is no key `credential`; did you mean `credentials`?",
        ),
        (
            format!("[{{\"steps\": [\n{{\"at\": 0, \"page_origin\": \"https://a.example\", {request},\n\"cache_afer\": []}}]}}]"),
            "Line 3: `steps[0]`: there is no key `cache_afer`; did you mean `cache_after`?",
        ),
    ];
    for (file, message) in rows {
        let ran = cases(&file, []).run().status(2);
        assert!(ran.stdout.contains(message), "{file}\n{}", ran.stdout);
    }
}

#[test]
fn what_is_no_case_does_not_lose_the_others() {
    let wrong = [
        (r#"{"id": "a", "page_origin": "https://app.example"}"#, "request"),
        (r#"{"id": "b", "request": {"url": "https://api.example/"}}"#, "page_origin"),
        (r#"{"id": 3, "page_origin": 3, "request": {"url": "x"}}"#, "invalid type"),
        (
            r#"{"page_origin": "app.example", "request": {"url": "https://api.example/"}}"#,
            "page_origin",
        ),
        (
            r#"{"page_origin": "null", "request": {"url": "x", "headers": [["a"]]}}"#,
            "request.headers",
        ),
        (r#"{"page_origin": "null", "request": {"url": "x", "mode": "navigate"}}"#, "request.mode"),
        (r#""text""#, "xpected a case"),
        ("null", "xpected a case"),
        ("[[]]", "xpected a case"),
        (r#"{"id": "s", "steps": 3}"#, "steps"),
        (r#"{"id": "s", "profile": "opera", "steps": []}"#, "profile"),
    ];
    for (item, expected) in wrong {
        let good = CASES.trim_start_matches('[').trim_end_matches(']');
        let ran = cases(&format!("[{item}, {good}]"), []).run().status(2);
        let lines: Vec<_> = ran.stdout.lines().collect();
        assert_eq!(lines.len(), 3, "{item}: {}", ran.stdout);
        assert!(lines[0].contains("\"code\":\"case-invalid\""), "{item}: {}", lines[0]);
        assert!(lines[0].contains(expected), "{item}: {}", lines[0]);
        assert!(ran.stderr.contains("3 cases, 1 unmet, 1 invalid"), "{}", ran.stderr);
    }
}

#[test]
fn an_exchange_too_few_or_too_many_is_unmet() {
    let few = r#"[{"page_origin": "null", "request": {"url": "https://api.example/"}}]"#;
    let exchange = r#"{"url": "https://api.example/", "response": {"status": 200}}"#;
    let many = format!(
        r#"[{{"page_origin": "null", "request": {{"url": "https://api.example/"}},
            "exchanges": [{exchange}, {exchange}]}}]"#
    );
    let other = few
        .replace("}}]", r#"}, "exchanges": [{"url": "https://b.example/", "response": null}]}]"#);
    for (file, code) in
        [(few, "exchange-missing"), (&many, "exchange-unasked"), (&other, "exchange-mismatch")]
    {
        let ran = cases(file, []).run().status(1);
        assert!(ran.stdout.contains(code), "{code}: {}", ran.stdout);
    }
}

#[test]
fn what_is_not_json_is_wrong_input() {
    let long = "[".repeat(1 << 20);
    let rows = [
        ("{", "line 1, column 1: not JSON"),
        ("[{},", "not JSON"),
        ("version = 1", "not JSON"),
        ("\u{0}\u{1}", "not JSON"),
        (&long, "not JSON"),
        ("", "empty"),
        (" \n", "empty"),
    ];
    for (file, expected) in rows {
        let ran = cases(file, []).run().status(2);
        assert!(ran.stderr.starts_with("error: c.json: "), "{}", ran.stderr);
        assert!(ran.stderr.contains(expected), "{}", ran.stderr);
        assert_eq!(ran.stdout, "");
    }
}

#[test]
fn a_file_that_is_not_there_and_a_folder() {
    for name in ["missing.json", "."] {
        let ran = Test::new(["simulate", "--cases", name]).run().status(2);
        assert!(ran.stderr.contains("cannot read"), "{}", ran.stderr);
    }
}

#[test]
fn a_file_beyond_the_limit_is_refused_unread() {
    let test = cases("[]", []);
    let file = std::fs::File::options().write(true).open(test.path("c.json")).unwrap();
    // Sparse: it takes no room on the disk.
    file.set_len((256 << 20) + 1).unwrap();
    let ran = test.run().status(2);
    assert!(ran.stderr.contains("longer than the limit of 256 MiB"), "{}", ran.stderr);
}

#[test]
fn a_hostile_name_does_not_steer_the_terminal() {
    let file = r#"[{"id": "\u001b[31mred\u0007", "page_origin": "x", "request": {"url": "x"}}]"#;
    let ran = cases(file, ["--format=text"]).run().status(2);
    assert!(!ran.stdout.contains('\u{1b}') && !ran.stdout.contains('\u{7}'), "{}", ran.stdout);
}

#[test]
fn thousands_of_cases() {
    let good = CASES.trim().trim_start_matches('[').trim_end_matches(']').trim();
    let file = format!("[{}]", vec![good; 5_000].join(","));
    let ran = cases(&file, []).run().status(1);
    assert_eq!(ran.stdout.lines().count(), 10_000);
    assert_eq!(ran.stderr, "10,000 cases, 5,000 unmet\n");
}
