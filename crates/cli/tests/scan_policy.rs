//! `corsmith scan --policy`: the policy as the fix.

use crate::changing::Changing;
use crate::test::Ran;
use crate::{POLICY, Test};

const REFLECTED: &str = "Access-Control-Allow-Origin: {origin}";

/// Scans a site of this server with every probe.
fn scan(server: &str, options: &[&str]) -> Ran {
    let site = Changing::new(&[server, REFLECTED, "Access-Control-Allow-Credentials: true"]);
    let mut arguments = vec!["scan", &site.url, "--allow-private", "--i-own-this"];
    arguments.extend(options);
    Test::new([]).policy().arguments(&arguments).run()
}

#[test]
fn the_fix_is_what_build_makes_for_the_recognised_server() {
    let options = ["--policy", "corsmith.toml", "--format", "json"];
    let ran = scan("Server: nginx/1.18.0", &options).status(1);
    let fixes = ran.json()["reports"][0]["policy_fixes"].clone();
    let arguments = ["build", "corsmith.toml", "--target", "nginx@1.18", "--out", "conf"];
    let built = ran.test.then(arguments).run().status(0);
    assert_eq!(fixes.as_array().unwrap().len(), 2);
    for fix in fixes.as_array().unwrap() {
        assert_eq!(fix["target"], "nginx 1.18");
        let file = format!("conf/{}", fix["file"].as_str().unwrap());
        assert_eq!(fix["text"], built.read(&file));
    }
}

#[test]
fn people_see_where_each_file_belongs_to() {
    let ran = scan("Server: Caddy", &["--policy", "corsmith.toml"]).status(1);
    assert!(ran.stdout.contains("\nthe policy for Caddy"), "{}", ran.stdout);
    assert!(ran.stdout.contains("https://app.example.com"), "{}", ran.stdout);
}

#[test]
fn another_target_can_be_named() {
    let options = ["--policy", "corsmith.toml", "--target", "apache"];
    let ran = scan("Server: nginx/1.18.0", &options).status(1);
    assert!(ran.stdout.contains("\nthe policy for Apache"), "{}", ran.stdout);
    assert!(!ran.stdout.contains("the policy for nginx"), "{}", ran.stdout);
}

#[test]
fn the_environment_of_the_policy_can_be_named() {
    let site = Changing::new(&["Server: Caddy", REFLECTED]);
    let policy = format!(
        "{POLICY}\n[environment.staging]\nallow-origins = [\"https://staging.example.com\"]\n"
    );
    let arguments =
        ["scan", &site.url, "--allow-private", "--i-own-this", "--policy=p.toml", "--env=staging"];
    let ran = Test::new([]).file("p.toml", policy).arguments(&arguments).run();
    assert!(ran.stdout.contains("https://staging.example.com"), "{}", ran.stdout);
}

#[test]
fn a_server_that_is_not_recognised_is_said_once_with_what_to_do() {
    let lines = ["Server: something", REFLECTED];
    let (first, second) = (Changing::new(&lines), Changing::new(&lines));
    let arguments = [
        "scan",
        &first.url,
        &second.url,
        "--allow-private",
        "--i-own-this",
        "--policy=corsmith.toml",
    ];
    let ran = Test::new([]).policy().arguments(&arguments).run();
    assert_eq!(ran.stderr.matches("no server is recognised").count(), 1, "{}", ran.stderr);
    assert!(ran.stderr.contains("\nhelp: name the target: `--target nginx`"), "{}", ran.stderr);
    assert!(!ran.stdout.contains("the policy for"), "{}", ran.stdout);
}

#[test]
fn a_server_that_needs_no_fix_gets_none() {
    let site = Changing::new(&["Server: nginx/1.18.0", "Vary: Origin"]);
    let arguments =
        ["scan", &site.url, "--allow-private", "--i-own-this", "--policy=corsmith.toml"];
    let ran = Test::new([]).policy().arguments(&arguments).run().status(0);
    assert!(!ran.stdout.contains("the policy for"), "{}", ran.stdout);
}

#[test]
fn a_policy_that_lint_refuses_is_refused_in_the_same_words_and_nothing_is_sent() {
    let bad = "[policy]\nallow-origins = ['https://app.example.com/']\n";
    let linted = Test::new(["lint", "bad.toml"]).file("bad.toml", bad).run().status(1);
    let finding = linted.stdout.split("\nbad.toml: ").next().unwrap().to_owned();
    assert!(finding.starts_with("error["), "{finding}");
    // Nobody listens there: asking it would end with 3.
    let arguments = ["scan", "http://127.0.0.1:1/", "--allow-private", "--policy=bad.toml"];
    let ran = linted.test.then(arguments).run().status(2);
    assert!(ran.stderr.starts_with(&finding), "{finding}\n{}", ran.stderr);
    assert!(ran.stderr.contains("error: bad.toml is refused: 1 error\n"), "{}", ran.stderr);
    assert_eq!(ran.stdout, "");
}

#[test]
fn a_policy_that_the_server_cannot_express_is_said() {
    let options = ["--policy", "corsmith.toml", "--format", "json"];
    let ran = scan("Server: nginx/1.0.15", &options).status(1);
    assert!(ran.stderr.contains("`nginx` 1.0 is too old"), "{}", ran.stderr);
    assert_eq!(ran.json()["reports"][0]["policy_fixes"], serde_json::json!([]));
}

#[test]
fn what_is_about_a_policy_needs_one() {
    for (option, message) in [
        ("--env=staging", "error: `--env` and `--input-format` are about a policy\n"),
        (
            "--target=nginx",
            "error: the following required arguments were not provided:\n  --policy",
        ),
        ("--target=ngnix", "error: invalid value 'ngnix'"),
    ] {
        let ran = Test::new(["scan", "https://www.example.com/", option]).run().status(2);
        assert!(ran.stderr.starts_with(message), "{option}: {}", ran.stderr);
    }
    let arguments = ["scan", "--list", "-", "--policy", "-", "--input-format", "toml"];
    let ran = Test::new(arguments).stdin(POLICY).run().status(2);
    assert!(ran.stderr.contains("standard input can be read once only"), "{}", ran.stderr);
}
