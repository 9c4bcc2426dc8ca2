//! `corsmith import`.

use corsmith_policy::{Format, Policy, PolicyDocument, Selection};

use crate::Test;

const ANSWERS: &str = "\
$ curl -i -X OPTIONS -H 'Origin: https://app.example.com' -H 'Access-Control-Request-Method: PUT' https://api.example.com/orders
HTTP/2 204
vary: Origin
access-control-allow-origin: https://app.example.com
access-control-allow-methods: PUT, DELETE
access-control-allow-headers: Content-Type
access-control-allow-credentials: true
access-control-max-age: 599

$ curl -i -H 'Origin: https://app.example.com' https://api.example.com/orders
HTTP/2 200
content-type: application/json
vary: Origin
access-control-allow-origin: https://app.example.com
access-control-allow-credentials: true
access-control-expose-headers: X-Request-Id

{\"orders\": []}
";

/// Nothing that an answer can tell is lost on the way through it.
/// No unit is exact for its `max-age`, so every format writes it as seconds.
const WHOLE: &str = "\
version = 1

[policy]
allow-origins = [\"https://app.example.com\"]
allow-methods = [\"PUT\", \"DELETE\"]
allow-headers = [\"Content-Type\"]
allow-credentials = true
expose-headers = [\"X-Request-Id\"]
max-age = 599
";

#[test]
fn answers_become_a_policy_and_notes() {
    let ran = Test::new(["import"]).stdin(ANSWERS).run().status(0);
    assert_eq!(ran.stdout, WHOLE);
    insta::assert_snapshot!(ran.stderr);
}

#[test]
fn every_source_gives_the_same_policy() {
    let link = "https://corsmith.example/?v=1&origins=https://app.example.com&methods=PUT+DELETE\
                &headers=Content-Type&credentials=on&expose=X-Request-Id&max-age=599";
    for (name, arguments) in [
        ("a file", &["import", "answers.txt"][..]),
        ("standard input", &["import", "-"]),
        ("a policy", &["import", "corsmith.toml"]),
        ("the format by name", &["import", "--from", "headers", "answers.txt"]),
        ("a link", &["import", link]),
    ] {
        let test = Test::new([]).arguments(arguments);
        let test = test.file("answers.txt", ANSWERS).file("corsmith.toml", WHOLE).stdin(ANSWERS);
        assert_eq!(test.run().status(0).stdout, WHOLE, "{name}");
    }
}

/// The policy of a text, with nothing of its layout.
fn policy(text: &str, format: Format) -> Policy {
    let document = PolicyDocument::parse(text.as_bytes(), format);
    document.resolve(&Selection::default()).into_policy().unwrap()
}

#[test]
fn what_the_headers_target_prints_comes_back_as_the_policy() {
    for allowed in ["\"https://app.example.com\"", "\"*\""] {
        let whole = WHOLE.replace("\"https://app.example.com\"", allowed);
        let credentials = if allowed == "\"*\"" { "false" } else { "true" };
        let whole = whole.replace("credentials = true", &format!("credentials = {credentials}"));
        let ran = Test::new(["build", "a.toml", "--target", "headers"])
            .file("a.toml", &whole)
            .run()
            .status(0);
        let back = Test::new(["import"]).stdin(&ran.stdout).run().status(0).stdout;
        let [before, after] = [&whole, &back].map(|text| policy(text, Format::Toml));
        assert_eq!(facts(&before), facts(&after), "{}\n{back}", ran.stdout);
    }
}

#[test]
fn what_a_policy_answers_comes_back_as_the_policy() {
    let origin = "Origin: https://app.example.com";
    let method = "Access-Control-Request-Method: PUT";
    let preflight = ["respond", "a.toml", "--method=OPTIONS", "-H", origin, "-H", method];
    let preflight = Test::new(preflight).file("a.toml", WHOLE).run().quiet_success();
    let answers = preflight.stdout.clone();
    let actual = preflight.test.then(["respond", "a.toml", "-H", origin]).run().quiet_success();
    let text = format!("{answers}\n{}", actual.stdout);
    let back = Test::new(["import", "-"]).stdin(&text).run().status(0).stdout;
    assert_eq!(facts(&policy(WHOLE, Format::Toml)), facts(&policy(&back, Format::Toml)), "{text}");
}

/// Everything that an answer can tell of a policy.
fn facts(policy: &Policy) -> String {
    let resource = policy.default_resource();
    let patterns = resource.origins().patterns().iter();
    let origins: Vec<_> = patterns.map(corsmith_policy::OriginPattern::as_str).collect();
    let answer = |method, headers: &[(&str, &[u8])]| {
        let answer = policy.respond(&corsmith_policy::Request { method, target: "/", headers });
        let headers = answer.headers.iter();
        headers.map(|(name, value)| format!("{name}: {value}\n")).collect::<String>()
    };
    let origin: (&str, &[u8]) = ("Origin", b"https://app.example.com");
    let preflight = |method: &'static [u8]| {
        let asked = ("Access-Control-Request-Method", method);
        answer("OPTIONS", &[origin, asked, ("Access-Control-Request-Headers", b"content-type")])
    };
    format!(
        "{origins:?}\n{}{}{}",
        answer("GET", &[origin]),
        preflight(b"PUT"),
        preflight(b"DELETE")
    )
}

#[test]
fn the_policy_is_written_in_the_format_that_is_asked_for() {
    for (name, format) in [("toml", Format::Toml), ("yaml", Format::Yaml), ("json", Format::Json)] {
        let file = format!("a.{name}");
        let ran = Test::new(["import", "-", "--to", name]).stdin(ANSWERS).run().status(0);
        assert_eq!(facts(&policy(&ran.stdout, format)), facts(&policy(WHOLE, Format::Toml)));
        // And it can be read again.
        let again = Test::new([]).arguments(&["import", &file]).file(&file, &ran.stdout).run();
        assert_eq!(again.quiet_success().stdout, WHOLE, "{name}");
    }
}

#[test]
fn prints_json() {
    let answer = "Access-Control-Allow-Origin: https://app.example.com, *";
    let arguments = ["import", "--format", "json", "--to", "yaml"];
    let ran = Test::new(arguments).stdin(answer).run().quiet_success();
    insta::assert_snapshot!(ran.stdout);
    assert_eq!(ran.json()["schema"], "corsmith.import/v1");
}

#[test]
fn what_is_refused_stays_for_the_linter() {
    let answer =
        "Access-Control-Allow-Origin: https://app.example.com/\nAccess-Control-Max-Age: -1";
    let ran = Test::new(["import"]).stdin(answer).run().status(0);
    let lint = Test::new(["lint", "a.toml"]).file("a.toml", &ran.stdout).run().status(1);
    for finding in ["`https://app.example.com/`", "`-1` is negative"] {
        assert!(lint.stdout.contains(finding), "{}", lint.stdout);
    }
}

#[test]
fn bad_input_says_what_and_how_to_repair_it() {
    let rows: &[(&str, &[&str], &[u8], &str)] = &[
        (
            "nothing",
            &["import"],
            b"",
            "error: <stdin>: there is nothing to import\nhelp: give response headers",
        ),
        (
            "no CORS",
            &["import"],
            b"HTTP/1.1 200 OK\nServer: nginx\n",
            "error: <stdin>: these headers have none of the CORS protocol\nhelp: servers answer so",
        ),
        (
            "prose",
            &["import"],
            b"nothing works",
            "error: <stdin>: this is in no format that can be imported\n",
        ),
        ("binary", &["import"], b"\x7fELF\0\xff", "error: <stdin>: not a text in UTF-8\n"),
        (
            "an absent file",
            &["import", "absent.txt"],
            b"",
            "error: cannot read `absent.txt`: no such file or directory\n",
        ),
        ("a folder", &["import", "."], b"", "error: cannot read `.`: is a directory\n"),
        (
            "an address of a server",
            &["import", "https://api.example.com/"],
            b"",
            "error: the link: the link has no policy in it\nhelp: copy the address of the site's page; of a server, give the output of `curl -i",
        ),
        (
            "a document that is none",
            &["import", "--from=yaml"],
            b"policy:\n  x: 1\n",
            "error: <stdin>: this YAML is not a policy: 2:3: `policy` has no key `x` (the keys are ",
        ),
        (
            "a wrong extension",
            &["import", "a.json"],
            b"",
            "error: a.json: this JSON is not a policy: 1:1: ",
        ),
        (
            "control characters",
            &["import"],
            b"\x1b[31m: \x07",
            "error: <stdin>: this is in no format",
        ),
    ];
    for (name, arguments, stdin, expected) in rows {
        let test = Test::new([]).arguments(arguments).file("a.json", WHOLE).stdin(stdin);
        let ran = test.run().status(2);
        assert!(ran.stderr.starts_with(expected), "{name}: {}", ran.stderr);
        assert_eq!(ran.stdout, "", "{name}");
        assert!(ran.stderr.chars().all(|char| char == '\n' || !char.is_control()), "{name}");
    }
    let ran = Test::new(["import", "--from", "nginx"]).run().status(2);
    assert!(
        ran.stderr.contains("possible values: headers, toml, yaml, json, link"),
        "{}",
        ran.stderr
    );
}

#[test]
fn long_input_is_refused_unread() {
    let ran = Test::new(["import"]).stdin("é".repeat(1 << 20)).run().status(2);
    assert!(ran.stderr.contains("longer than the limit of 1,048,576 bytes"), "{}", ran.stderr);
}
