//! `--help` of every subcommand.

use crate::Test;

pub(crate) const SUBCOMMANDS: &[&str] = &[
    "init",
    "build",
    "lint",
    "respond",
    "simulate",
    "verify",
    "infer",
    "scan",
    "baseline",
    "serve",
    "mcp",
    "diagnose",
    "import",
    "targets",
    "rule",
    "schema",
    "completions",
    "man",
];

#[test]
fn help_of_the_command() {
    insta::assert_snapshot!(Test::new(["--help"]).run().quiet_success().stdout);
}

#[test]
fn help_of_every_subcommand() {
    for subcommand in SUBCOMMANDS {
        let help = Test::new([subcommand, "--help"]).run().quiet_success().stdout;
        assert!(help.contains("Examples:\n"), "{subcommand} has no examples");
        insta::assert_snapshot!(format!("help_{subcommand}"), help);
    }
}

#[test]
fn the_command_lists_every_subcommand() {
    let help = Test::new(["-h"]).run().quiet_success().stdout;
    for subcommand in SUBCOMMANDS {
        assert!(help.contains(&format!("\n  {subcommand} ")), "{subcommand}");
    }
}

#[test]
fn nothing_to_do_is_a_wrong_command_line() {
    let ran = Test::new([]).run().status(2);
    assert!(ran.stderr.contains("Usage: corsmith"), "{}", ran.stderr);
}

#[test]
fn version() {
    let ran = Test::new(["--version"]).run().quiet_success();
    assert_eq!(ran.stdout, format!("corsmith {}\n", env!("CARGO_PKG_VERSION")));
}
