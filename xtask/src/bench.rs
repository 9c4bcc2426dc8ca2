//! `cargo xtask bench`.

use crate::cargo::cargo;

/// With `site` the figures of the site, with `scan` those of the scanner; else runs the ratio tests
/// as they are meant, optimised, and then the benchmarks, the peers' too; `rest` goes to criterion.
pub(crate) fn bench(rest: &[String]) -> Result<(), String> {
    if rest == ["site"] {
        cargo(&["build", "--release", "--package", "corsmith", "--package", "corsmith-bench"])?;
        return cargo(&["run", "--release", "--package", "corsmith-bench", "--bin", "site"]);
    }
    if rest == ["scan"] {
        return cargo(&["run", "--release", "--package", "corsmith-bench", "--bin", "scan"]);
    }
    cargo(&["test", "--release", "--package", "corsmith-bench", "--tests"])?;
    let mut arguments = vec!["bench", "--package", "corsmith-bench", "--features", "peers"];
    if !rest.is_empty() {
        arguments.push("--");
        arguments.extend(rest.iter().map(String::as_str));
    }
    cargo(&arguments)
}
