//! `cargo xtask lab`.

use crate::cargo::cargo;

/// Compares the browser profiles with the real browsers; `rest` goes to the laboratory.
///
/// # Errors
///
/// If a browser and its profile disagree, or the laboratory cannot be run.
pub(crate) fn lab(rest: &[String]) -> Result<(), String> {
    // Not optimised: the browsers take the time, and nothing else has to be compiled again.
    let mut arguments =
        vec!["run", "--quiet", "--package", "corsmith-proof", "--bin", "corsmith-lab", "--"];
    arguments.extend(rest.iter().map(String::as_str));
    cargo(&arguments)
}
