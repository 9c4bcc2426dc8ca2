//! `corsmith respond`.

use crate::{POLICY, Test};

#[test]
fn an_actual_request() {
    let ran = Test::new(["respond", "corsmith.toml", "-H", "Origin: https://app.example.com"]);
    let ran = ran.policy().run().quiet_success();
    assert_eq!(
        ran.stdout,
        "actual, answered by the application\nVary: Origin\n\
         Access-Control-Allow-Origin: https://app.example.com\n"
    );
}

#[test]
fn a_request_that_adds_no_headers() {
    let policy = "[policy]\nallow-origins = ['*']\n";
    let test = Test::new([
        "respond",
        "a.toml",
        "--method=OPTIONS",
        "-HOrigin:https://x.example",
        "-HAccess-Control-Request-Method: PUT",
    ]);
    let ran = test.file("a.toml", policy).run().quiet_success();
    assert_eq!(ran.stdout, "preflight, answered with 403\n(no headers are added)\n");
}

#[test]
fn explanations() {
    let policy = "[policy]\nallow-origins = ['https://*.example.com']\nallow-methods = ['PATCH']\n";
    let rows: &[(&str, &[&str])] = &[
        ("allowed", &["Origin: https://a.example.com"]),
        ("the bare domain", &["Origin: https://example.com"]),
        ("another domain", &["Origin: https://evilexample.com"]),
        ("nothing near", &["Origin: https://other.test"]),
        ("not serialised", &["Origin: https://A.example.com"]),
        ("no origin", &["Origin: example"]),
        ("null", &["Origin: null"]),
        ("two lines", &["Origin: https://a.example.com", "Origin: https://b.example.com"]),
        ("without", &["X-Origin: https://a.example.com"]),
        ("a preflight", &["Origin: https://a.example.com", "Access-Control-Request-Method: PATCH"]),
        (
            "a wrong method",
            &["Origin: https://a.example.com", "Access-Control-Request-Method: patch"],
        ),
    ];
    let mut all = String::new();
    for (name, headers) in rows {
        let method =
            if headers.len() == 2 && headers[1].starts_with("Access") { "OPTIONS" } else { "GET" };
        let second = headers.get(1).unwrap_or(&"X-None: 1");
        let ran = Test::new([
            "respond",
            "a.toml",
            "--explain",
            "--method",
            method,
            "-H",
            headers[0],
            "-H",
            second,
        ])
        .file("a.toml", policy)
        .run()
        .quiet_success();
        all.push_str(&format!("== {name}\n{}\n", ran.stdout));
    }
    insta::assert_snapshot!(all);
}

#[test]
fn prints_json() {
    let arguments = [
        "respond",
        "corsmith.toml",
        "--header",
        "Origin: https://app.example.com",
        "--format=json",
    ];
    let json = Test::new(arguments).policy().run().quiet_success().json();
    assert_eq!(
        json,
        serde_json::json!({
            "schema": "corsmith.respond/v1",
            "kind": "actual",
            "status": null,
            "headers": [["Vary", "Origin"], ["Access-Control-Allow-Origin", "https://app.example.com"]],
            "origin_match": "https://app.example.com",
        })
    );
}

const REQUESTS: &str = concat!(
    r#"{"method":"GET","path":"/"}"#,
    "\n",
    r#"{"method":"GET","path":"/","headers":[["origin","https://app.example.com"]]}"#,
    "\r\n",
    "\n",
    r#"{"method":"GET","path":"/","headers":[["Origin","https://evil.example"],["Origin","\u00ff"]]}"#,
    "\n",
    r#"{"method":"OPTIONS","path":"/","headers":[["Origin","https://app.example.com"],["Access-Control-Request-Method","PUT"]]}"#,
);

const ANSWERS: &str = concat!(
    r#"{"kind":"not-cors","status":null,"headers":[["Vary","Origin"]],"origin_match":null}"#,
    "\n",
    r#"{"kind":"actual","status":null,"headers":[["Vary","Origin"],["Access-Control-Allow-Origin","https://app.example.com"]],"origin_match":"https://app.example.com"}"#,
    "\n",
    r#"{"kind":"actual","status":null,"headers":[["Vary","Origin"]],"origin_match":null}"#,
    "\n",
    r#"{"kind":"preflight","status":204,"headers":[["Vary","Origin"],["Access-Control-Allow-Origin","https://app.example.com"],["Access-Control-Allow-Methods","PUT"],["Access-Control-Allow-Headers","Content-Type"],["Access-Control-Max-Age","600"]],"origin_match":"https://app.example.com"}"#,
    "\n",
);

#[test]
fn requests_are_answered_in_order() {
    let from_stdin = Test::new(["respond", "corsmith.toml", "--requests", "-"]);
    let ran = from_stdin.policy().stdin(REQUESTS).run().quiet_success();
    assert_eq!(ran.stdout, ANSWERS);
    let from_file = ran.test.file("r.ndjson", REQUESTS);
    let ran = from_file.then(["respond", "corsmith.toml", "--requests=r.ndjson"]).run();
    assert_eq!(ran.quiet_success().stdout, ANSWERS);
    let policy_from_stdin =
        Test::new(["respond", "-", "--input-format=toml", "--requests=r.ndjson"]);
    let ran = policy_from_stdin.stdin(POLICY).file("r.ndjson", REQUESTS).run();
    assert_eq!(ran.quiet_success().stdout, ANSWERS);
}

/// Each is the second line; the first is answered, the third is not.
#[test]
fn a_bad_line_ends_the_run_after_the_answers_before_it() {
    let nested = "[".repeat(100_000);
    let long = format!(r#"{{"method":"{}"}}"#, "x".repeat(1024 * 1024));
    let rows: &[(&str, &[u8], &str)] = &[
        ("not JSON", b"GET /", "<stdin>:2:1: expected value"),
        ("cut off", br#"{"method":"GET""#, "<stdin>:2:"),
        ("another type", br#"{"method":1,"path":"/"}"#, "<stdin>:2:11: invalid type: integer `1`"),
        ("a missing key", br#"{"method":"GET"}"#, "missing field `path`"),
        ("an unknown key", br#"{"method":"GET","path":"/","body":""}"#, "unknown field `body`"),
        (
            "a key twice",
            br#"{"method":"GET","method":"GET","path":"/"}"#,
            "duplicate field `method`",
        ),
        (
            "two documents",
            br#"{"method":"GET","path":"/"} {}"#,
            "<stdin>:2:29: trailing characters",
        ),
        (
            "not UTF-8",
            b"{\"method\":\"\xff\",\"path\":\"/\"}",
            "<stdin>:2:12: invalid unicode code point",
        ),
        (
            "a value that is no bytes",
            r#"{"method":"GET","path":"/","headers":[["A","€"]]}"#.as_bytes(),
            "<stdin>:2: the value of `A` has a character above U+00FF",
        ),
        (
            "a line without end",
            long.as_bytes(),
            "<stdin>:2: the line is longer than 1,048,576 bytes",
        ),
        ("an array", br#"["GET", "/"]"#, "<stdin>:2:1: expected an object"),
        ("deep nesting", nested.as_bytes(), "<stdin>:2:1: expected an object"),
    ];
    for (name, line, message) in rows {
        let good = br#"{"method":"GET","path":"/"}"#;
        let stdin = [good.as_slice(), line, good].join(&b'\n');
        let ran =
            Test::new(["respond", "corsmith.toml", "--requests=-"]).policy().stdin(stdin).run();
        assert!(ran.stderr.contains(message), "{name}: {}", ran.stderr);
        assert_eq!(ran.stdout.lines().count(), 1, "{name}");
        ran.status(2);
    }
}

#[test]
fn an_answer_does_not_wait_for_the_next_request() {
    use std::io::{BufRead, BufReader, Write};

    let test = Test::new(["respond", "corsmith.toml", "--requests=-"]).policy();
    let mut child = test.command().spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let mut stdout = BufReader::new(child.stdout.take().unwrap());
    for _ in 0..3 {
        stdin.write_all(b"{\"method\":\"GET\",\"path\":\"/\"}\n").unwrap();
        let mut line = String::new();
        stdout.read_line(&mut line).unwrap();
        assert!(line.contains("not-cors"), "{line}");
    }
    drop(stdin);
    assert!(child.wait().unwrap().success());
}

#[test]
fn wrong_command_lines() {
    let rows: &[&[&str]] = &[
        &["respond", "corsmith.toml", "--header", "Origin"],
        &["respond", "corsmith.toml", "--header", "O rigin: x"],
        &["respond", "corsmith.toml", "--requests=-", "--method=PUT"],
        &["respond", "corsmith.toml", "--requests=-", "--explain"],
        &["respond", "-", "--input-format=toml", "--requests=-"],
        &["respond", "corsmith.toml", "--requests=missing.ndjson"],
    ];
    for row in rows {
        let at = |index: usize| row.get(index).copied().unwrap_or("--color=never");
        let ran = Test::new([at(0), at(1), at(2), at(3)]).policy().run();
        assert_eq!((ran.status, ran.stdout.as_str()), (2, ""), "{row:?}: {}", ran.stderr);
    }
}

#[test]
fn paths_have_policies_of_their_own() {
    let policy = format!("{POLICY}[[policy.path]]\nmatch = '/public/*'\nallow-origins = ['*']\n");
    let test =
        Test::new(["respond", "a.toml", "--path", "/public/x", "-H", "Origin: https://x.example"]);
    let ran = test.file("a.toml", policy).run().quiet_success();
    assert!(ran.stdout.contains("Access-Control-Allow-Origin: *\n"), "{}", ran.stdout);
}

#[test]
fn what_no_request_has_is_an_error_with_what_would_be_right() {
    let rows = [
        (["--method", "G T"], "`G T` is no method: it has a space; write one word, such as `GT`"),
        (["--path", "x"], "`x` is no path: it does not begin with `/`; write `/x`"),
        (["--path", "https://a.example/x"], "it is a whole URL; write `/x`"),
    ];
    for ([option, value], expected) in rows {
        let ran = Test::new(["respond", "corsmith.toml", option, value]).policy().run().status(2);
        assert!(ran.stderr.contains(expected), "{}", ran.stderr);
    }
}
