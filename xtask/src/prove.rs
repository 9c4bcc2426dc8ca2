//! `cargo xtask prove`.

use crate::cargo::cargo;

/// Proves the named targets, or all.
pub(crate) fn prove(targets: &[String]) -> Result<(), String> {
    let mut arguments =
        vec!["run", "--quiet", "--package", "corsmith-proof", "--bin", "corsmith-proof", "--"];
    arguments.extend(targets.iter().map(String::as_str));
    cargo(&arguments)
}
