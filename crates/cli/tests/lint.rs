//! `corsmith lint`.

use crate::{POLICY, Test};

/// A policy with an error, a warning and a hint.
const MIXED: &str = "\
[policy]
allow-origins = [\"https://app.example.com/\", \"http://old.example.com\"]
allow-methods = [\"OPTIONS\"]
";

const WARNED: &str = "[policy]\nallow-origins = [\"http://old.example.com\"]\n";
const HINTED: &str =
    "[policy]\nallow-origins = [\"https://app.example.com\"]\nallow-methods = [\"OPTIONS\"]\n";

#[test]
fn a_clean_policy_has_no_findings() {
    let ran = Test::new(["lint", "corsmith.toml"]).policy().run().quiet_success();
    assert_eq!(ran.stdout, "corsmith.toml: no findings\n");
}

#[test]
fn findings_show_line_caret_why_and_help() {
    insta::assert_snapshot!(Test::new(["lint", "a.toml"]).file("a.toml", MIXED).run().snapshot());
}

#[test]
fn the_threshold_decides_the_exit_code() {
    let rows: &[(&str, &str, &[&str], i32)] = &[
        ("an error", MIXED, &[], 1),
        ("a warning alone", WARNED, &[], 0),
        ("a denied warning", WARNED, &["--deny", "warnings"], 1),
        ("a denied warning, in the singular", WARNED, &["--deny=warning"], 1),
        ("a hint below the threshold", HINTED, &["--deny=warnings"], 0),
        ("a denied hint", HINTED, &["--deny=info"], 1),
        ("nothing, all denied", POLICY, &["--deny=info"], 0),
    ];
    for (name, policy, options, status) in rows {
        let [first, second] = [0, 1].map(|index| options.get(index).copied());
        let test = Test::new(["lint", "a.toml"]).file("a.toml", policy);
        let ran = match (first, second) {
            (Some(first), Some(second)) => test.then(["lint", "a.toml", first, second]).run(),
            (Some(first), None) => test.then(["lint", "a.toml", first]).run(),
            _ => test.run(),
        };
        assert_eq!(ran.status, *status, "{name}: {}", ran.stdout);
    }
}

#[test]
fn every_format_carries_the_findings() {
    for format in ["json", "sarif", "github"] {
        let ran = Test::new(["lint", "a.toml", "--format", format]).file("a.toml", MIXED).run();
        assert_eq!(ran.stderr, "");
        let snapshot = ran.snapshot();
        // The pages of rules are long, and tested where they are written.
        let lines = snapshot.lines().filter(|line| {
            let line = line.trim_start();
            !line.starts_with("\"markdown\":") && !line.starts_with("\"text\": \"## What it does")
        });
        let snapshot: String = lines.flat_map(|line| [line, "\n"]).collect();
        insta::assert_snapshot!(format!("lint_{format}"), snapshot);
        ran.status(1);
    }
}

#[test]
fn what_is_no_document_is_told_the_standard_of_its_language() {
    for (name, clause) in [
        ("a.toml", "https://toml.io/en/v1.0.0"),
        ("a.yaml", "https://yaml.org/spec/1.2.2/"),
        ("a.json", "https://www.rfc-editor.org/rfc/rfc8259"),
    ] {
        let ran = Test::new(["lint", name]).file(name, "{ [").run().status(1);
        let line = format!("document-syntax, see {clause}\n");
        assert!(ran.stdout.contains(&line), "{name}: {}", ran.stdout);
        let ran = Test::new(["lint", name, "--format=json"]).file(name, "{ [").run();
        assert_eq!(ran.json()["files"][0]["findings"][0]["clause"], clause);
    }
}

#[test]
fn several_policies_are_linted_and_one_that_is_missing_hides_none() {
    let ran = Test::new(["lint", "a.toml", "missing.toml", "b.yaml", "c.json"])
        .file("a.toml", POLICY)
        .file("b.yaml", "policy:\n  allow-origins:\n    - https://app.example.com:443\n")
        .file("c.json", r#"{"policy": {"allow-origins": ["https://app.example.com"]}}"#)
        .run()
        .status(2);
    insta::assert_snapshot!(ran.snapshot());
}

#[test]
fn standard_input_is_a_policy() {
    let ran = Test::new(["lint", "-", "--input-format", "toml"]).stdin(MIXED).run().status(1);
    assert!(ran.stdout.contains(" --> <stdin>:2:18\n"), "{}", ran.stdout);
    Test::new(["lint", "-"]).stdin(MIXED).run().status(2);
    Test::new(["lint", "-", "-", "--input-format=toml"]).stdin(MIXED).run().status(2);
}

#[test]
fn environments_and_variables_are_taken_from_outside() {
    let policy = "[policy]\nallow-origins = ['https://app.example.com']\n\
        [environment.staging]\nallow-origins = ['${STAGING_ORIGINS}']\n";
    let test = Test::new(["lint", "a.toml", "--env", "staging"]).file("a.toml", policy);
    let ran = test.run().status(1);
    assert!(ran.stdout.contains("the variable `STAGING_ORIGINS` is unset"), "{}", ran.stdout);
    let test = ran.test.variable("STAGING_ORIGINS", "https://a.example,https://b.example");
    let ran = test.run().status(0);
    let ran = ran.test.then(["lint", "a.toml", "--env", "stagign"]).run().status(2);
    assert_eq!(
        ran.stderr,
        "error: a.toml: the document defines no environment `stagign`\nhelp: did you mean `staging`?\n"
    );
}

#[test]
fn without_env_every_environment_is_judged() {
    let fine = "[policy]\nallow-origins = ['https://app.example.com']\n";
    let open = format!(
        "{fine}[environment.production]\nallow-origins = ['*']\nallow-credentials = true\n"
    );
    let local = format!(
        "{fine}[environment.production]\nallow-origins = ['null', 'http://localhost:*']\n\
         data = 'private'\n[dangerously]\nallow-null-origin = true\n"
    );
    let unset = format!("{fine}[environment.production]\nallow-origins = ['${{NOT_SET_HERE}}']\n");
    let misspelt = format!("{fine}[environment.production]\nallow-origins = ['nope']\n");
    let rows: &[(&str, &str, [&str; 3], i32)] = &[
        ("refused in an environment", &open, ["lint", "a.toml", "--format=text"], 1),
        ("the same, chosen", &open, ["lint", "a.toml", "--env=production"], 1),
        ("no origin in an environment", &misspelt, ["lint", "a.toml", "--format=text"], 1),
        ("dangerous in an environment", &local, ["lint", "a.toml", "--deny=warnings"], 1),
        ("a variable that is set elsewhere", &unset, ["lint", "a.toml", "--deny=warnings"], 0),
        ("the same, said", &unset, ["lint", "a.toml", "--deny=info"], 1),
        ("the same, chosen", &unset, ["lint", "a.toml", "--env=production"], 1),
    ];
    for (name, policy, command, status) in rows {
        let ran = Test::new(*command).file("a.toml", policy).run();
        assert_eq!(ran.status, *status, "{name}: {}", ran.stdout);
    }
    let test = |format| Test::new(["lint", "a.toml", "--format", format]).file("a.toml", &open);
    let json = test("json").run().json();
    assert_eq!(json["files"][0]["findings"][0]["environments"][0], "production");
    for format in ["text", "sarif", "github"] {
        let ran = test(format).run();
        assert!(ran.stdout.contains("in the environment `production`"), "{}", ran.stdout);
    }
}

#[test]
fn a_minified_document_is_shown_in_a_piece() {
    let many: Vec<_> = (0..20_000).map(|n| format!("\"https://a{n}.example\"")).collect();
    let text =
        format!(r#"{{"policy":{{"allow-origins":[{},"https://é.example"]}}}}"#, many.join(","));
    let column = text.find("\"https://é").unwrap() + 1;
    let ran = Test::new(["lint", "a.json"]).file("a.json", &text).run().status(1);
    assert!(ran.stdout.contains(&format!("--> a.json:1:{column}\n")), "{}", ran.stdout);
    assert!(ran.stdout.lines().all(|line| line.len() < 300), "{}", ran.stdout);
}
