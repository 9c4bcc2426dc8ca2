//! `corsmith infer`, against sites of this test on the loopback interface.

use crate::deployed::deployed;
use crate::{POLICY, Test};

#[test]
fn the_policy_that_was_deployed_is_learned() {
    let url = deployed(POLICY, |_| ());
    let candidate = "--candidate-origin=https://app.example.com";
    let ran = Test::new([]).arguments(&["infer", &url, "--allow-private", candidate]).run();
    let ran = ran.quiet_success();
    for line in [
        "allow-origins = [\"https://app.example.com\"]",
        "allow-methods = [\"PUT\"]",
        "allow-headers = [\"Content-Type\"]",
        "allow-credentials = false",
        "max-age = \"10m\"",
    ] {
        assert!(ran.stdout.lines().any(|own| own == line), "{line}:\n{}", ran.stdout);
    }
    let linted = ran.test.file("learned.toml", &ran.stdout).then(["lint", "learned.toml"]);
    linted.run().status(0);
}

#[test]
fn programs_get_a_document_with_the_evidence() {
    let url = deployed(POLICY, |_| ());
    let candidate = "--candidate-origin=https://app.example.com";
    let arguments = ["infer", &url, "--allow-private", candidate, "--format=json"];
    let ran = Test::new([]).arguments(&arguments).run().quiet_success();
    let document: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(document["schema"], "corsmith.infer/v1");
    assert_eq!(document["grants_anything"], true);
    assert_eq!(document["evidence"][0]["confidence"], "certain");
    assert_eq!(document["evidence"][0]["entry"], "https://app.example.com");
}

#[test]
fn nothing_learned_ends_with_1() {
    let url = deployed(POLICY, |_| ());
    let ran = Test::new([]).arguments(&["infer", &url, "--allow-private"]).run().status(1);
    assert!(ran.stdout.contains("no origin that was asked about is granted"), "{}", ran.stdout);
    // A file would be a policy that allows nothing, and might replace one that does.
    for format in ["--format=text", "--format=json"] {
        let arguments = ["infer", &url, "--allow-private", "--out=old", "--force", format];
        let ran = Test::new([]).file("old", "old").arguments(&arguments).run().status(1);
        let why = "no origin that was asked about is granted anything, and `old` is not written";
        assert_eq!(ran.stderr, format!("note: {why}; name one with `--candidate-origin`\n"));
        assert_eq!((ran.read("old").as_str(), ran.names().len()), ("old", 1));
    }
}

#[test]
fn a_file_that_is_written_is_named() {
    let url = deployed(POLICY, |_| ());
    let candidate = "--candidate-origin=https://app.example.com";
    let arguments = ["infer", &url, "--allow-private", candidate, "--out=new.toml"];
    let ran = Test::new([]).arguments(&arguments).run().status(0);
    assert_eq!((ran.stdout.as_str(), ran.stderr.as_str()), ("", "wrote new.toml\n"));
    assert_eq!(ran.names(), ["new.toml"]);
}

#[test]
fn what_is_dangerous_is_a_note() {
    let url = deployed("[policy]\nallow-origins = ['https://a.example']", |fields| {
        fields.retain(|(name, _)| !name.starts_with("Access-Control-"));
        fields.push(("Access-Control-Allow-Origin".to_owned(), "null".to_owned()));
    });
    let ran = Test::new([]).arguments(&["infer", &url, "--allow-private"]).run().status(0);
    assert!(ran.stderr.contains("note: `null` is granted"), "{}", ran.stderr);
}

#[test]
fn a_file_that_is_there_stays() {
    let url = deployed(POLICY, |_| ());
    let arguments = ["infer", &url, "--allow-private", "--out", "corsmith.toml"];
    let ran = Test::new([]).policy().arguments(&arguments).run();
    assert_eq!(ran.read("corsmith.toml"), POLICY);
    assert_ne!(ran.status, 0);
}

#[test]
fn the_hosts_of_others_are_not_asked() {
    let ran = Test::new(["infer", "https://api.example.com/"]).run().status(2);
    assert!(ran.stderr.contains("add `--i-own-this`"), "{}", ran.stderr);
}

#[test]
fn a_site_that_is_not_there_gives_no_policy() {
    let ran = Test::new(["infer", "http://127.0.0.1:1/", "--allow-private"]).run().status(3);
    assert_eq!(ran.stdout, "");
    assert!(ran.stderr.contains("error: http://127.0.0.1:1/: "), "{}", ran.stderr);
}
