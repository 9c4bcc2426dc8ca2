//! `corsmith init`.

use crate::Test;

#[test]
fn writes_the_default_preset() {
    let ran = Test::new(["init"]).run().quiet_success();
    assert_eq!(ran.names(), ["corsmith.toml"]);
    assert_eq!(
        ran.read("corsmith.toml"),
        include_str!("../../operations/presets/spa-with-tokens.toml")
    );
    assert!(ran.stdout.starts_with("wrote corsmith.toml\n"), "{}", ran.stdout);
}

#[test]
fn lists_the_presets() {
    insta::assert_snapshot!(Test::new(["init", "--list"]).run().quiet_success().stdout);
}

#[test]
fn writes_to_standard_output() {
    let ran = Test::new(["init", "--preset", "assets", "--out", "-"]).run().quiet_success();
    assert_eq!(ran.stdout, include_str!("../../operations/presets/assets.toml"));
    assert_eq!(ran.names(), [""; 0]);
}

#[test]
fn never_overwrites_without_force() {
    // Not even a file that Corsmith wrote: by now it is the user's.
    let ran = Test::new(["init"]).run().test.then(["init"]).run().status(2);
    assert_eq!(ran.stderr, "error: `corsmith.toml` exists\nhelp: add `--force` to replace it\n");
    let forced = ran.test.file("corsmith.toml", "mine").then(["init", "--force"]).run().status(0);
    assert!(forced.read("corsmith.toml").contains("version = 1"));
}

#[test]
fn an_unknown_preset_is_a_wrong_command_line() {
    let ran = Test::new(["init", "--preset", "wordpress"]).run().status(2);
    assert!(ran.stderr.contains("possible values: assets, local-development"), "{}", ran.stderr);
    assert_eq!(ran.names(), [""; 0]);
}
