//! `cargo xtask test`: everything that must hold before a change is whole.

use crate::cargo::cargo;
use crate::codegen::{Mode, codegen};
use crate::install::{self, Strictness};
use crate::{prove, say, tidy};

/// Installs the real servers, then runs formatting, clippy, tests, doc tests and the proofs.
///
/// # Errors
///
/// The first step that fails.
pub(crate) fn test() -> Result<(), String> {
    install()?;
    tidy::tidy()?;
    codegen(Mode::Check)?;
    cargo(&["fmt", "--all", "--check"])?;
    cargo(&["clippy", "--workspace", "--all-targets", "--", "--deny", "warnings"])?;
    // `cargo test` rather than nextest, so that nothing but cargo is needed; it runs doc tests too.
    cargo(&["test", "--workspace"])?;
    prove::prove(&[])?;
    say("\neverything holds");
    Ok(())
}

/// Installs the real servers under `target/proof`, and says what it could not.
pub(crate) fn install() -> Result<(), String> {
    let report = install::install(Strictness::from_environment());
    say(&report.to_string());
    if report.is_failure() {
        return Err("a server that the proofs need is missing".to_owned());
    }
    Ok(())
}
