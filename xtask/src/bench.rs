//! `cargo xtask bench`.

use crate::cargo::cargo;

/// Runs the benchmarks; `rest` goes to criterion.
pub(crate) fn bench(rest: &[String]) -> Result<(), String> {
    let mut arguments = vec!["bench", "--package", "corsmith-bench"];
    if !rest.is_empty() {
        arguments.push("--");
        arguments.extend(rest.iter().map(String::as_str));
    }
    cargo(&arguments)
}
