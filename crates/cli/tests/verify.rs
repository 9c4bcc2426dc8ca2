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
    let unsent = " requests not sent: the server might carry them out (`--yes` sends them)\n";
    assert!(ran.stdout.contains(unsent), "{}", ran.stdout);
}

#[test]
fn another_method_is_a_difference_and_options_a_note() {
    for (method, status, said) in [
        ("OPTIONS", 0, "\ngrants-options, the default policy: 1 answer, harmless\n"),
        ("DELETE", 1, "\ngrants-denied, the default policy: "),
        ("*", 1, "\ngrants-denied, the default policy: "),
    ] {
        let listed = POLICY.replace("\"PUT\"", &format!("\"PUT\", \"{method}\""));
        let url = deployed(&listed, RIGHT);
        let arguments = ["verify", &url, "--policy", "corsmith.toml", "--allow-private"];
        let ran = Test::new([]).policy().arguments(&arguments).run().status(status);
        assert!(ran.stdout.contains(said), "{method}: {}", ran.stdout);
    }
}

#[test]
fn paths_that_no_url_spells_have_an_example() {
    let policy = format!("{POLICY}[[policy.path]]\nmatch = '/public/*'\nallow-origins = ['*']\n");
    let url = deployed(&policy, RIGHT);
    let arguments = ["verify", &url, "--policy", "p.toml", "--allow-private"];
    let ran = Test::new([]).file("p.toml", policy).arguments(&arguments).run().status(0);
    let unsent = " requests not sent: a URL cannot be spelled like that, such as `/x/../public/";
    let (_, path) = ran.stdout.split_once(unsent).unwrap();
    let (_, rest) = path.split_once('`').unwrap();
    assert!(rest.starts_with(": no browser sends it, and it does not count\n"), "{}", ran.stdout);
}

#[test]
fn what_the_policy_grants_and_the_browser_refuses_is_said_so() {
    let ran = verify(Vec::clear, &[]).status(1);
    for line in [
        "\n    the policy lets the page read without credentials; the browser refuses: ",
        "\n    the policy lets the preflight pass without credentials; the browser refuses: ",
    ] {
        assert!(ran.stdout.contains(line), "{line}: {}", ran.stdout);
    }
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
    assert_eq!(ran.stderr, format!("wrote verify.xml: {url} differs from corsmith.toml\n"));
    let xml = ran.read("verify.xml");
    assert!(xml.contains("<failure ") && xml.contains("type=\"grants-denied\""), "{xml}");
}

#[test]
fn a_site_that_is_not_there_ends_with_3() {
    let ran =
        Test::new(["verify", "http://127.0.0.1:1/", "--policy=corsmith.toml", "--allow-private"]);
    let ran = ran.policy().run().status(3);
    let why = "connecting: `127.0.0.1:1`: the connection was refused";
    let error = format!("http://127.0.0.1:1/ could not be compared with corsmith.toml: {why}");
    assert_eq!((ran.stdout.as_str(), ran.stderr), ("", format!("error: {error}\n")));
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
