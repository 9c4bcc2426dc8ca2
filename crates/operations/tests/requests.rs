//! Requests as callers send them.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a failure here is a failed test")]

use corsmith_operations::{
    BuildRequest, DiagnoseRequest, ImportRequest, LintRequest, Problem, ProblemKind,
    RespondRequest, SimulateRequest, TargetsRequest, build, diagnose, import, lint, respond,
    simulate, targets,
};
use proptest::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

fn run<T: DeserializeOwned, D: Serialize>(
    request: Value,
    operation: fn(&T) -> Result<D, Problem>,
) -> Result<Value, Problem> {
    let request: T = serde_json::from_value(request).unwrap();
    operation(&request).map(|document| serde_json::to_value(document).unwrap())
}

/// The operation `name`.
fn ask(name: &str, request: Value) -> Result<Value, Problem> {
    match name {
        "build" => run::<BuildRequest, _>(request, build),
        "lint" => run::<LintRequest, _>(request, lint),
        "respond" => run::<RespondRequest, _>(request, respond),
        "simulate" => run::<SimulateRequest, _>(request, simulate),
        "diagnose" => run::<DiagnoseRequest, _>(request, diagnose),
        "import" => run::<ImportRequest, _>(request, import),
        "targets" => run::<TargetsRequest, _>(request, targets),
        _ => unreachable!(),
    }
}

const POLICY: &str = "[policy]\nallow-origins = ['https://app.example.com']\n";
const REFUSED: &str = "[policy]\nallow-origins = ['https://app.example.com/']\n";

#[test]
fn problems_say_whose_fault_it_is() {
    use ProblemKind::{BadRequest, Refused, TooLarge};
    let (page, url) = ("https://app.example.com", "https://api.example.com/");
    let long = "a".repeat(65_537);
    let rows = [
        (
            "build",
            json!({"policy": POLICY, "targets": ["ngnix"]}),
            BadRequest,
            "there is no target `ngnix`",
        ),
        ("build", json!({"policy": POLICY, "targets": ["nginx@x"]}), BadRequest, "`x`"),
        ("respond", json!({"policy": POLICY, "method": "G T"}), BadRequest, "has a space"),
        ("respond", json!({"policy": POLICY, "path": "x"}), BadRequest, "begin with `/`"),
        (
            "build",
            json!({"policy": POLICY, "targets": vec!["nginx"; 65]}),
            TooLarge,
            "`targets` has 65 entries",
        ),
        ("build", json!({"policy": POLICY, "environment": "staging"}), BadRequest, "`staging`"),
        ("lint", json!({"policy": POLICY, "environment": "staging"}), BadRequest, "`staging`"),
        ("respond", json!({"policy": REFUSED}), Refused, "the policy is refused: 1 error"),
        (
            "respond",
            json!({"policy": POLICY, "headers": [["a b", ""]]}),
            BadRequest,
            "`headers`: `a b` is not a header name",
        ),
        ("respond", json!({"policy": POLICY, "path": long}), TooLarge, "`path` is longer"),
        (
            "simulate",
            json!({"policy": REFUSED, "page_origin": page, "url": url}),
            Refused,
            "the policy is refused: 1 error",
        ),
        (
            "simulate",
            json!({"policy": POLICY, "page_origin": "app", "url": url}),
            BadRequest,
            "page_origin: ",
        ),
        (
            "simulate",
            json!({"policy": POLICY, "page_origin": page, "url": url, "status": 99}),
            BadRequest,
            "`status` is 99",
        ),
        (
            "simulate",
            json!({"policy": POLICY, "page_origin": page, "url": url, "referrer_policy": "x"}),
            BadRequest,
            "referrer_policy: ",
        ),
        (
            "simulate",
            json!({"policy": POLICY, "page_origin": page, "url": url, "answer_headers": [["a", "\n"], ["b", "c\nd"]]}),
            BadRequest,
            "`answer_headers`: the value of `a`",
        ),
        (
            "diagnose",
            json!({"text": "a".repeat(1_048_577)}),
            TooLarge,
            "the text: the text is longer than the limit of 1,048,576 bytes",
        ),
        ("diagnose", json!({"text": "{\"log\": 1}"}), BadRequest, "the HAR file: "),
        ("diagnose", json!({"text": "", "target": "ngnix"}), BadRequest, "`ngnix`"),
        ("targets", json!({"name": "ngnix"}), BadRequest, "there is no target `ngnix`"),
        ("import", json!({"text": "hello"}), BadRequest, "in no format"),
        ("import", json!({"text": "a".repeat(1_048_577)}), TooLarge, "1048577"),
    ];
    for (name, request, kind, detail) in rows {
        let problem = ask(name, request).expect_err(detail);
        assert_eq!(problem.kind, kind, "{name}: {detail}: {problem}");
        assert!(problem.detail.contains(detail), "{name}: {detail}: {problem}");
        assert_eq!(problem.findings.is_empty(), kind != Refused, "{problem}");
    }
}

#[test]
fn a_refused_policy_has_a_document_with_findings() {
    let built = ask("build", json!({"policy": REFUSED})).unwrap();
    assert_eq!(built["outputs"], json!([]));
    assert_eq!(built["rating"]["level"], Value::Null);
    assert_eq!(built["findings"].as_array().unwrap().len(), 1);
    let linted = ask("lint", json!({"policy": REFUSED})).unwrap();
    assert_eq!(linted["files"][0]["findings"], built["findings"]);
}

#[test]
fn the_format_is_guessed_unless_it_is_said() {
    let rows = [
        (POLICY, None, "corsmith.toml", 0),
        (r#"{"policy": {"allow-origins": ["https://app.example.com"]}}"#, None, "corsmith.json", 0),
        (
            "policy:\n  allow-origins: ['https://app.example.com']\n",
            Some("yaml"),
            "corsmith.yaml",
            0,
        ),
        (POLICY, Some("json"), "corsmith.json", 1),
    ];
    for (policy, format, file, errors) in rows {
        let document = ask("lint", json!({"policy": policy, "format": format})).unwrap();
        assert_eq!(document["files"][0]["file"], file, "{policy}");
        assert_eq!(document["summary"]["errors"], errors, "{policy}: {document:#}");
    }
}

#[test]
fn variables_are_never_read_here() {
    let policy = "[policy]\nallow-origins = ['${HOME:-https://app.example.com}']\n";
    let headers = json!([["Origin", "https://app.example.com"]]);
    let answer = ask("respond", json!({"policy": policy, "headers": headers})).unwrap();
    assert_eq!(answer["origin_match"], "https://app.example.com");
}

#[test]
fn targets_are_built_once_each_in_the_order_asked_for() {
    let targets = ["nginx", "caddy", "nginx@1.18", "nginx"];
    let document = ask("build", json!({"policy": POLICY, "targets": targets})).unwrap();
    let built = document["outputs"].as_array().unwrap().iter().map(|it| &it["target"]);
    assert_eq!(built.collect::<Vec<_>>().len(), 3, "{document:#}");
}

#[test]
fn one_browser_or_all() {
    for (browser, names) in [
        ("all", vec!["standard", "chromium", "firefox", "webkit"]),
        ("standard", vec!["standard"]),
        ("webkit", vec!["webkit"]),
    ] {
        let (page, url) = ("https://app.example.com", "https://api.example.com/");
        let request =
            json!({"policy": POLICY, "page_origin": page, "url": url, "browser": browser});
        let document = ask("simulate", request).unwrap();
        let verdicts = document["verdicts"].as_object().unwrap();
        assert_eq!(verdicts.keys().collect::<Vec<_>>(), names);
    }
}

#[test]
fn unknown_fields_are_refused() {
    let refused = |error: Option<serde_json::Error>| {
        let error = error.expect("it was taken").to_string();
        assert!(error.contains("unknown field `x`"), "{error}");
    };
    let policy = json!({"policy": "", "x": 1});
    refused(serde_json::from_value::<BuildRequest>(policy.clone()).err());
    refused(serde_json::from_value::<LintRequest>(policy.clone()).err());
    refused(serde_json::from_value::<RespondRequest>(policy).err());
    let simulate = json!({"policy": "", "page_origin": "", "url": "", "x": 1});
    refused(serde_json::from_value::<SimulateRequest>(simulate).err());
    refused(serde_json::from_value::<DiagnoseRequest>(json!({"text": "", "x": 1})).err());
    refused(serde_json::from_value::<ImportRequest>(json!({"text": "", "x": 1})).err());
    refused(serde_json::from_value::<TargetsRequest>(json!({"x": 1})).err());
}

proptest! {
    #[test]
    fn whatever_is_asked_there_is_an_answer(
        policy in prop_oneof![Just(POLICY.to_owned()), any::<String>()],
        text in any::<String>(),
        other in any::<String>(),
        name in "[A-Za-z-]{0,8}|.{0,8}",
    ) {
        let fields = json!([[name, text]]);
        let _ = ask("build", json!({"policy": policy, "targets": [other]}));
        let _ = ask("build", json!({"policy": policy, "environment": other}));
        let linted = ask("lint", json!({"policy": policy}));
        prop_assert!(linted.is_ok());
        let _ = ask("respond", json!({
            "policy": policy, "method": other, "path": text, "headers": fields, "explain": true,
        }));
        let _ = ask("simulate", json!({
            "policy": policy, "page_origin": other, "url": text, "method": other, "headers": fields,
        }));
        let _ = ask("simulate", json!({
            "policy": policy, "page_origin": "https://app.example.com",
            "url": "https://api.example.com/", "method": other, "headers": fields,
            "answer_headers": fields, "trace": true,
        }));
        let _ = ask("diagnose", json!({"text": text, "target": "nginx"}));
        let _ = ask("targets", json!({"name": other}));
        let _ = ask("import", json!({"text": text}));
    }
}

#[test]
fn an_imported_policy_can_be_built_in_every_format() {
    let text = "Access-Control-Allow-Origin: https://app.example.com\nVary: Origin\n";
    for to in ["toml", "yaml", "json"] {
        let imported = ask("import", json!({"text": text, "to": to})).unwrap();
        assert_eq!(imported["policy_format"], to);
        let request = json!({"policy": imported["policy"], "format": to});
        let built = ask("build", request).unwrap();
        assert_eq!(built["summary"]["errors"], 0, "{built:#}");
    }
}
