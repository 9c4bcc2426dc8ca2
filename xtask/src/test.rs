//! `cargo xtask test`: everything that must hold before a change is whole.

use std::time::Instant;

use crate::cargo::cargo;
use crate::codegen::{Mode, codegen};
use crate::install::{self, Report, Strictness};
use crate::{lab, prove, say, site, tidy, zoo};

/// The requirements that are browsers.
const BROWSERS: [&str; 3] = ["chromium", "firefox-esr", "MiniBrowser"];

/// The requirements of the site's tests; they need one browser, and say themselves which they leave out.
const SITE: [&str; 3] = ["chromium", "firefox-esr", "puppeteer"];

/// Installs the real servers and browsers, then runs formatting, clippy, tests, doc tests, the proofs, the laboratory,
/// the attacks on the zoo and the site's tests.
///
/// # Errors
///
/// The first step that fails.
pub(crate) fn test() -> Result<(), String> {
    let report = timed("install", install)?;
    timed("tidy", tidy::tidy)?;
    timed("codegen", || codegen(Mode::Check))?;
    timed("format", || cargo(&["fmt", "--all", "--check"]))?;
    timed("clippy", || {
        cargo(&["clippy", "--workspace", "--all-targets", "--", "--deny", "warnings"])
    })?;
    // `cargo test` rather than nextest, so that nothing but cargo is needed; it runs doc tests too.
    timed("tests", || cargo(&["test", "--workspace", "--no-fail-fast"]))?;
    timed("proofs", || prove::prove(&[]))?;
    // With one browser the laboratory says itself which others it leaves out; a strict run has all three by now.
    if report.missing().filter(|missing| BROWSERS.contains(&missing.name)).count() < BROWSERS.len()
    {
        timed("laboratory", || lab::lab(&[]))?;
    } else {
        say("\nleft out: the laboratory, because there is no browser");
    }
    let missing = |name: &str| report.missing().any(|missing| missing.name == name);
    let [chromium, firefox, puppeteer] = SITE.map(missing);
    if chromium {
        say("\nleft out: the attacks on the zoo, because there is no Chromium");
    } else {
        // What the scanner finds there is one of the tests.
        timed("attacks", || zoo::zoo(&["--no-scanner".to_owned()]))?;
    }
    if puppeteer || (chromium && firefox) {
        let missing: Vec<_> = SITE.into_iter().filter(|name| missing(name)).collect();
        say(&format!("\nleft out: the site, because of what is missing: {}", missing.join(", ")));
    } else {
        timed("site", || site::site(&[]))?;
    }
    say("\neverything holds");
    Ok(())
}

/// Does a step and says how long it took.
fn timed<T>(name: &str, step: impl FnOnce() -> Result<T, String>) -> Result<T, String> {
    let start = Instant::now();
    let done = step()?;
    say(&format!("\n── {name}: done in {} s", start.elapsed().as_secs()));
    Ok(done)
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
