//! `corsmith simulate POLICY`: the story of one `fetch()`.

use crate::Test;

const API: &str = "https://api.example.com/orders";
const PAGE: &str = "https://app.example.com";

/// A policy that allows [`PAGE`] little.
const STRICT: &str = "\
version = 1
[policy]
allow-origins = [\"https://app.example.com\"]
allow-methods = [\"PUT\"]
allow-headers = [\"Content-Type\"]
max-age = 900
data = \"private\"
";

/// One that lists no names.
const WILD: &str = "\
version = 1
[policy]
allow-origins = [\"*\"]
allow-methods = [\"*\"]
allow-headers = [\"*\"]
data = \"public\"
";

fn story<const N: usize>(policy: &str, options: [&str; N]) -> String {
    let mut all = vec!["simulate", "p.toml", "--origin", PAGE, "--url", API];
    all.extend(options);
    let test = Test::new([]).arguments(&all).file("p.toml", policy);
    test.run().snapshot()
}

#[test]
fn a_simple_request() {
    insta::assert_snapshot!(story(STRICT, ["--answer-header", "X-Total: 3"]));
}

#[test]
fn a_preflight_that_allows() {
    let options = ["--method", "put", "-H", "Content-Type: application/json"];
    insta::assert_snapshot!(story(STRICT, options));
}

#[test]
fn a_preflight_that_does_not() {
    let options = ["--method", "PATCH", "-H", "X-Request-Id: 1", "-H", "Content-Type: text/xml"];
    insta::assert_snapshot!(story(STRICT, options));
}

#[test]
fn a_wildcard_does_not_cover_authorization() {
    insta::assert_snapshot!(story(WILD, ["-H", "Authorization: Bearer x"]));
}

#[test]
fn credentials_and_the_wildcard() {
    insta::assert_snapshot!(story(WILD, ["--credentials", "include", "--browser", "webkit"]));
}

#[test]
fn a_redirect_to_another_origin() {
    let options = [
        "--status",
        "302",
        "--answer-header",
        "Location: https://cdn.example.net/orders",
        "--browser",
        "standard",
        "--trace",
    ];
    insta::assert_snapshot!(story(STRICT, options));
}

#[test]
fn no_cors_is_sent_and_not_read() {
    let options = ["--mode", "no-cors", "-H", "X-Dropped: 1", "--browser", "firefox"];
    insta::assert_snapshot!(story(STRICT, options));
}

#[test]
fn a_sandboxed_frame() {
    let test = Test::new(["simulate", "p.toml", "--origin=null", "--url", API]);
    insta::assert_snapshot!(test.file("p.toml", STRICT).run().snapshot());
}

#[test]
fn the_constructor_throws() {
    insta::assert_snapshot!(story(STRICT, ["--method", "TRACE"]));
}

#[test]
fn what_is_not_simulated_is_said() {
    let rows: &[(&str, &str, &str)] = &[
        ("https://app.example.com", "http://api.example.com/", "Mixed content"),
        ("https://app.example.com", "http://localhost:8080/", "Local Network Access"),
        ("https://app.example.com", "https://192.168.1.1/", "Local Network Access"),
    ];
    for (page, url, expected) in rows {
        let test = Test::new(["simulate", "p.toml", "--origin", page, "--url", url]);
        let ran = test.file("p.toml", STRICT).run();
        assert!(ran.stdout.contains(expected), "{page} {url}: {}", ran.stdout);
    }
}

#[test]
fn the_story_as_json() {
    let options = ["--method=DELETE", "--format=json", "--browser=chromium", "--trace"];
    let mut arguments = vec!["simulate", "p.toml", "--origin", PAGE, "--url", API];
    arguments.extend(options);
    let ran = Test::new([]).arguments(&arguments).file("p.toml", STRICT).run().status(1);
    let story = ran.json();
    assert_eq!(story["schema"], "corsmith.simulate/v1");
    assert_eq!(story["verdicts"]["chromium"]["result"], "network-error");
    assert_eq!(story["exchanges"][0]["request"]["method"], "OPTIONS");
    let fix = story["fix"]["sentences"].as_array().unwrap();
    assert!(fix.iter().any(|sentence| sentence == "Add `DELETE` to `allow-methods`."), "{fix:?}");
    assert!(story["console"]["chromium"][0].as_str().unwrap().starts_with("Access to fetch at"));
    assert!(story["trace"].as_array().unwrap().iter().any(|step| step["decision"] == "stops"));
    let without = Test::new([]).arguments(&arguments[..arguments.len() - 1]);
    let without = without.file("p.toml", STRICT).run().status(1).json();
    assert!(without.get("trace").is_none());
}

#[test]
fn prose_is_wrapped() {
    let text = story(WILD, ["-H", "Authorization: Bearer x", "--method=PUT", "--trace"]);
    for line in text.lines().filter(|line| line.contains(' ') && !line.contains("https://fetch")) {
        assert!(line.chars().count() <= 100, "{line}");
    }
}

#[test]
fn nothing_of_the_command_line_steers_the_terminal() {
    let test = Test::new([
        "simulate",
        "p.toml",
        "--origin",
        PAGE,
        "--url",
        "https://api.example.com/\u{1b}[31m",
        "--method=PUT\u{1b}[1m",
        "--header=X-A: \u{1b}]0;title\u{7}",
    ]);
    let ran = test.file("p.toml", STRICT).run().status(1);
    assert!(!ran.stdout.contains('\u{1b}') && !ran.stdout.contains('\u{7}'), "{}", ran.stdout);
}

#[test]
fn wrong_command_lines() {
    let rows: &[(&[&str], &str)] = &[
        (&[], "<POLICY>"),
        (&["p.toml"], "--origin <ORIGIN>"),
        (&["p.toml", "--origin=https://a.example"], "--url <URL>"),
        (&["p.toml", "--origin=a.example", "--url=https://b.example/"], "--origin"),
        (&["p.toml", "--origin=null", "--url=https://b.example/", "-H", "X"], "with a colon"),
        (&["p.toml", "--origin=null", "--url=https://b.example/", "--status=99"], "200..600"),
        (
            &["p.toml", "--origin=null", "--url=https://b.example/", "--referrer-policy=never"],
            "there is no referrer policy `never`",
        ),
        (&["p.toml", "--origin=null", "--url=https://b.example/", "--yes"], "cannot be used with"),
        (&["--live", "p.toml", "--origin=null", "--url=https://b.example/"], "cannot be used with"),
        (&["--cases=c.json", "--origin=null"], "cannot be used with"),
        (&["--cases=c.json", "--live"], "cannot be used with"),
        (&["missing.toml", "--origin=null", "--url=https://b.example/"], "cannot read"),
    ];
    for (options, expected) in rows {
        let mut arguments = vec!["simulate"];
        arguments.extend(*options);
        let ran = Test::new([]).arguments(&arguments).file("p.toml", STRICT).run().status(2);
        assert!(ran.stderr.contains(expected), "{options:?}: {}", ran.stderr);
        assert_eq!(ran.stdout, "", "{options:?}");
    }
}

#[test]
fn a_policy_with_errors_is_refused() {
    let test = Test::new(["simulate", "p.toml", "--origin=null", "--url=https://b.example/"]);
    test.file("p.toml", "[policy]\nallow-origins = [3]\n").run().status(2);
}

#[test]
fn the_application_does_not_say_what_the_policy_does() {
    let own = ["--answer-header", "Access-Control-Allow-Origin: *"];
    let listed = story(STRICT, own);
    assert!(listed.contains("The application's own `Access-Control-Allow-Origin`"), "{listed}");
    assert!(!listed.contains("< Access-Control-Allow-Origin: *"), "{listed}");
    let test = Test::new([]).policy().arguments(&[
        "simulate",
        "corsmith.toml",
        "--origin=https://other.example",
        "--url=https://api.example.com/",
        "--answer-header=Access-Control-Allow-Origin: *",
    ]);
    let ran = test.run().status(1);
    assert!(ran.stdout.contains("the response has no"), "{}", ran.stdout);
}

#[test]
fn a_url_without_a_scheme_is_said() {
    let test = Test::new([]).policy().arguments(&[
        "simulate",
        "corsmith.toml",
        "--origin=https://app.example.com",
        "--url=api.example.com",
    ]);
    let ran = test.run().status(0);
    assert!(ran.stdout.contains("`https://api.example.com`?"), "{}", ran.stdout);
}
