//! Installing the real servers and browsers that the proofs run.
//!
//! Everything goes under `target/proof`; nothing on the machine is changed, no daemon is started, and root is not
//! needed. What is there already is used. A second run asks no registry. Browsers are the exception: where
//! root can be had without a password they are installed on the machine, for the reasons in `browser.rs`.
//!
//! What a server's package manager cannot give here (no apt, no network) is reported with the tests that it leaves out,
//! and is a failure only when [`Strictness::Strict`] says so.

mod administrator;
mod apt;
mod axum;
mod browser;
mod found;
mod namespace;
mod npm;
mod npm_project;
mod pip;
mod place;
mod report;
mod requirement;
mod requirements;
mod run;

use std::env;

use browser::Browser;
use pip::Others;
pub(crate) use report::{Line, Outcome, Report};
pub(crate) use requirement::{AskVersion, How, Requirement};
use requirements::ALL;

/// What a missing server or browser means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Strictness {
    /// Its proofs are left out, and that is said.
    Lenient,
    /// The run fails. Continuous integration must not pass by testing less.
    Strict,
}

impl Strictness {
    /// Strict when the environment says `CI=true`, as the common services do.
    #[must_use]
    pub(crate) fn from_environment() -> Self {
        if env::var_os("CI").is_some_and(|value| value == "true") {
            Self::Strict
        } else {
            Self::Lenient
        }
    }
}

/// Installs every requirement that is not there yet and says of each what came of it.
#[must_use]
pub(crate) fn install(strict: Strictness) -> Report {
    let mut apt = apt::Apt::default();
    let lines = ALL
        .iter()
        .map(|requirement| Line { requirement, outcome: install_one(requirement, &mut apt) });
    Report { lines: lines.collect(), strict }
}

fn install_one(requirement: &Requirement, apt: &mut apt::Apt) -> Outcome {
    let result = match requirement.how {
        How::Apt { package, version_argument, also } => {
            apt.install(requirement.name, package, version_argument, also)
        }
        How::Browser { packages, folder, version } => {
            Browser { name: requirement.name, packages, folder, version }.install(apt)
        }
        How::Npm { directory, packages } => npm::install(directory, packages),
        How::NpmProject { directory, project } => npm_project::install(directory, project),
        How::Pip { directory, packages } => pip::install(directory, packages, Others::Needed),
        How::PipListed { directory, packages } => pip::install(directory, packages, Others::None),
        How::AxumTemplate => axum::install(),
    };
    result.unwrap_or_else(|why| Outcome::Missing { why })
}
