//! `cargo xtask test`: everything that must hold before a change is whole.

use crate::cargo::cargo;
use crate::codegen::{Mode, codegen};
use crate::install::{self, Report, Strictness};
use crate::{lab, prove, say, tidy};

/// The requirements that are browsers.
const BROWSERS: [&str; 3] = ["chromium", "firefox-esr", "MiniBrowser"];

/// Installs the real servers and browsers, then runs formatting, clippy, tests, doc tests, the proofs and the laboratory.
///
/// # Errors
///
/// The first step that fails.
pub(crate) fn test() -> Result<(), String> {
    let report = install()?;
    tidy::tidy()?;
    codegen(Mode::Check)?;
    cargo(&["fmt", "--all", "--check"])?;
    cargo(&["clippy", "--workspace", "--all-targets", "--", "--deny", "warnings"])?;
    // `cargo test` rather than nextest, so that nothing but cargo is needed; it runs doc tests too.
    cargo(&["test", "--workspace"])?;
    prove::prove(&[])?;
    // With one browser the laboratory says itself which others it leaves out; a strict run has all three by now.
    if report.missing().filter(|missing| BROWSERS.contains(&missing.name)).count() < BROWSERS.len()
    {
        lab::lab(&[])?;
    } else {
        say("\nleft out: the laboratory, because there is no browser");
    }
    say("\neverything holds");
    Ok(())
}

/// Installs the real servers under `target/proof` and the browsers, and says what it could not.
///
/// # Errors
///
/// If something is missing where nothing may be.
pub(crate) fn install() -> Result<Report, String> {
    let report = install::install(Strictness::from_environment());
    say(&report.to_string());
    if report.is_failure() {
        return Err("a server or browser that the proofs need is missing".to_owned());
    }
    Ok(report)
}
