//! `corsmith completions`.

use crate::Test;
use crate::help::SUBCOMMANDS;

#[test]
fn every_shell_completes_every_subcommand() {
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let script = Test::new(["completions", shell]).run().quiet_success().stdout;
        for subcommand in SUBCOMMANDS {
            assert!(script.contains(subcommand), "{shell} lacks {subcommand}");
        }
    }
}
