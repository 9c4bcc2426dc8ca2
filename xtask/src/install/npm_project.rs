//! The packages of an npm project of this repository, as its lock file has them.
//!
//! They are installed under `target/proof` like everything else, and the project's `node_modules` is a link to them, so
//! that `node` finds them from the project's own files.

use std::fs;
use std::path::Path;
use std::process::Command;

use super::Outcome;
use super::place;
use super::run::run;

/// What says which packages these are.
const FILES: [&str; 2] = ["package.json", "package-lock.json"];

pub(super) fn install(directory: &str, project: &str) -> Result<Outcome, String> {
    let (directory, project) = (place::root().join(directory), place::checkout().join(project));
    let [manifest, lock] = FILES.map(|file| read(&project.join(file)));
    let wanted = manifest? + &lock?;
    // Node itself is not installed here: without one npm is missing too.
    let version = format!("node {}", run(Command::new("node").arg("--version"))?.trim());
    let (stamp, modules) = (place::stamp(&directory), directory.join("node_modules"));
    if fs::read_to_string(&stamp).is_ok_and(|have| have == wanted) {
        link(&modules, &project.join("node_modules"))?;
        return Ok(Outcome::AlreadyThere { version });
    }
    place::clear(&directory)?;
    for file in FILES {
        place::write(&directory.join(file), &read(&project.join(file))?)?;
    }
    let mut npm = Command::new("npm");
    npm.args(["ci", "--no-audit", "--no-fund", "--ignore-scripts", "--fetch-retries=1"]);
    run(npm.arg("--loglevel=error").current_dir(&directory))?;
    link(&modules, &project.join("node_modules"))?;
    place::write(&stamp, &wanted)?;
    Ok(Outcome::Installed { version })
}

fn read(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|error| format!("`{}`: {error}", path.display()))
}

/// Makes `link` lead to `modules`. A folder that someone's own `npm install` made stays: it does as well.
fn link(modules: &Path, link: &Path) -> Result<(), String> {
    let is_link = link.symlink_metadata().is_ok_and(|it| it.file_type().is_symlink());
    if link.exists() && !is_link {
        return Ok(());
    }
    let failed = |error: std::io::Error| format!("`{}`: {error}", link.display());
    if is_link {
        // The checkout may have moved since.
        remove_link(link).map_err(failed)?;
    }
    make_link(modules, link).map_err(failed)
}

#[cfg(unix)]
fn make_link(modules: &Path, link: &Path) -> std::io::Result<()> {
    std::os::unix::fs::symlink(modules, link)
}

#[cfg(unix)]
fn remove_link(link: &Path) -> std::io::Result<()> {
    fs::remove_file(link)
}

#[cfg(windows)]
fn make_link(modules: &Path, link: &Path) -> std::io::Result<()> {
    std::os::windows::fs::symlink_dir(modules, link)
}

#[cfg(windows)]
fn remove_link(link: &Path) -> std::io::Result<()> {
    fs::remove_dir(link)
}
