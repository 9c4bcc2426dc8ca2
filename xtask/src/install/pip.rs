//! Pinned PyPI packages in a virtual environment of their own.

use std::fs;
use std::process::Command;

use super::Outcome;
use super::place;
use super::run::run;

/// What is installed beside the packages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Others {
    /// What they need, in whichever version.
    Needed,
    /// Nothing.
    None,
}

pub(super) fn install(
    directory: &str,
    packages: &[&str],
    others: Others,
) -> Result<Outcome, String> {
    let directory = place::root().join(directory);
    let (stamp, version) = (place::stamp(&directory), packages.join(" "));
    let python = directory.join("bin/python");
    // The environment links to the Python it was made with, which may be gone since.
    let runs = || run(Command::new(&python).arg("--version")).is_ok();
    if fs::read_to_string(&stamp).is_ok_and(|have| have == version) && runs() {
        return Ok(Outcome::AlreadyThere { version });
    }
    place::clear(&directory)?;
    run(Command::new("python3").args(["-m", "venv"]).arg(&directory))?;
    let mut pip = Command::new(&python);
    pip.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--retries", "1"]);
    if others == Others::None {
        pip.arg("--no-deps");
    }
    run(pip.args(packages))?;
    place::write(&stamp, &version)?;
    Ok(Outcome::Installed { version })
}
