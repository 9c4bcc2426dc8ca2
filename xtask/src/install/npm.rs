//! Pinned npm packages, one directory a set, so that two versions of one package can be there.

use std::fs;
use std::process::Command;

use super::Outcome;
use super::place;
use super::run::run;

pub(super) fn install(directory: &str, packages: &[&str]) -> Result<Outcome, String> {
    let directory = place::root().join(directory);
    let (stamp, version) = (place::stamp(&directory), packages.join(" "));
    // Node itself is not installed here: without one npm is missing too.
    run(Command::new("node").arg("--version"))?;
    if fs::read_to_string(&stamp).is_ok_and(|have| have == version) {
        return Ok(Outcome::AlreadyThere { version });
    }
    place::clear(&directory)?;
    place::write(&directory.join("package.json"), "{ \"private\": true }\n")?;
    let mut npm = Command::new("npm");
    npm.args([
        "install",
        "--no-audit",
        "--no-fund",
        "--ignore-scripts",
        "--fetch-retries=1",
        "--loglevel=error",
    ]);
    run(npm.args(packages).current_dir(&directory))?;
    place::write(&stamp, &version)?;
    Ok(Outcome::Installed { version })
}
