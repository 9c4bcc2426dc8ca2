//! `cargo xtask prove`.

use crate::cargo::cargo;

/// Proves the named targets, or all; after `--deployed`, verifies the named servers, or all, as deployed sites instead,
/// and infers their policies.
///
/// # Errors
///
/// If a proof does not hold, or a server that was named is not installed.
pub(crate) fn prove(arguments: &[String]) -> Result<(), String> {
    let (program, names) = match arguments {
        [first, servers @ ..] if first == "--deployed" => ("corsmith-verify", servers),
        targets => ("corsmith-proof", targets),
    };
    let mut run = vec!["run", "--quiet", "--package", "corsmith-proof", "--bin", program, "--"];
    run.extend(names.iter().map(String::as_str));
    cargo(&run)
}
