//! `cargo xtask test`: everything that must hold before a change is whole.

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
    let missing = |name: &str| report.missing().any(|missing| missing.name == name);
    let [chromium, firefox, puppeteer] = SITE.map(missing);
    if chromium {
        say("\nleft out: the attacks on the zoo, because there is no Chromium");
    } else {
        // What the scanner finds there is one of the tests.
        zoo::zoo(&["--no-scanner".to_owned()])?;
    }
    if puppeteer || (chromium && firefox) {
        let missing: Vec<_> = SITE.into_iter().filter(|name| missing(name)).collect();
        say(&format!("\nleft out: the site, because of what is missing: {}", missing.join(", ")));
    } else {
        site::site(&[])?;
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
