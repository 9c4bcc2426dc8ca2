//! `cargo xtask zoo`.

use crate::cargo::cargo;

/// Lets the scanner, its peers and a browser loose on the zoo and prints what each found; `rest` goes to the zoo.
///
/// # Errors
///
/// If the scanner misses something, finds what is not there, or the browser reads other than what is claimed.
pub(crate) fn zoo(rest: &[String]) -> Result<(), String> {
    // Not optimised: the hostile animals take their time anyway.
    let mut arguments =
        vec!["run", "--quiet", "--package", "corsmith-proof", "--bin", "corsmith-zoo", "--"];
    arguments.extend(rest.iter().map(String::as_str));
    cargo(&arguments)
}
