//! `corsmith verify`, against sites of this test on the loopback interface.

use crate::deployed::{Mistake, deployed};
use crate::test::Ran;
use crate::{POLICY, Test};

const RIGHT: Mistake = |_| ();
const OPEN: Mistake = |fields| {
    fields.retain(|(name, _)| name != "Access-Control-Allow-Origin");
    fields.push(("Access-Control-Allow-Origin".to_owned(), "*".to_owned()));
};

fn verify(mistake: Mistake, options: &[&str]) -> Ran {
    let url = deployed(POLICY, mistake);
    let mut arguments = vec!["verify", &url, "--policy", "corsmith.toml", "--allow-private"];
    arguments.extend(options);
    Test::new([]).policy().arguments(&arguments).run()
}

#[test]
fn a_site_that_does_what_the_policy_says_passes() {
    let ran = verify(RIGHT, &["--yes"]).status(0);
    assert!(ran.stdout.contains(" does what corsmith.toml says\n"), "{}", ran.stdout);
    assert!(ran.stdout.contains(" answers compared\n"), "{}", ran.stdout);
}

#[test]
fn a_site_that_differs_ends_with_1_and_says_how() {
    let ran = verify(OPEN, &[]).status(1);
    assert!(ran.stdout.contains("\ngrants-denied, the default policy: "), "{}", ran.stdout);
    assert!(ran.stdout.contains("the server might carry them out"), "{}", ran.stdout);
}

#[test]
fn programs_get_a_document() {
    let ran = verify(OPEN, &["--format", "json"]).status(1);
    let document: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(document["schema"], "corsmith.verify/v1");
    assert_eq!(document["holds"], false);
    assert_eq!(document["policy"], "orders");
    assert_eq!(document["differences"][0]["kind"], "grants-denied");
    let answer = &document["differences"][0]["answers"][0];
    assert_eq!(answer["answer"][1], serde_json::json!(["Access-Control-Allow-Origin", "*"]));
}

#[test]
fn tests_are_written_to_a_file_and_replace_older_ones() {
    let options = ["--format", "junit", "--out", "verify.xml"];
    let url = deployed(POLICY, OPEN);
    let mut arguments = vec!["verify", &url, "--policy", "corsmith.toml", "--allow-private"];
    arguments.extend(options);
    let ran = Test::new([]).policy().file("verify.xml", "old").arguments(&arguments).run();
    let ran = ran.status(1);
    assert_eq!(ran.stdout, "");
    let xml = ran.read("verify.xml");
    assert!(xml.contains("<failure ") && xml.contains("type=\"grants-denied\""), "{xml}");
}

#[test]
fn a_site_that_is_not_there_ends_with_3() {
    let ran =
        Test::new(["verify", "http://127.0.0.1:1/", "--policy=corsmith.toml", "--allow-private"]);
    let ran = ran.policy().run().status(3);
    assert!(ran.stdout.contains("there was no answer"), "{}", ran.stdout);
}

#[test]
fn this_machine_is_asked_only_where_that_is_said() {
    let ran = Test::new(["verify", "http://127.0.0.1:1/", "--policy=corsmith.toml"]);
    let ran = ran.policy().run().status(2);
    assert!(ran.stderr.contains("not a public address: `127.0.0.1`, loopback"), "{}", ran.stderr);
}

#[test]
fn a_policy_that_is_refused_sends_nothing() {
    let arguments = ["verify", "http://127.0.0.1:1/", "--policy", "bad.toml", "--allow-private"];
    let ran = Test::new(arguments).file("bad.toml", "[policy]\nallow-origins = ['x']").run();
    let ran = ran.status(2);
    assert!(ran.stderr.contains("bad.toml:2:"), "{}", ran.stderr);
}
