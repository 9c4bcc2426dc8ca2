//! `cargo xtask site`: real browsers use the site, and others read its reports, as `proof/site` says.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::cargo::{cargo, root};
use crate::say;

/// The engines, and the requirement that each is.
const ENGINES: [(&str, &str); 2] = [("chromium", "chromium"), ("firefox", "firefox-esr")];

/// Builds the program and runs the tests of `proof/site` against it.
///
/// `rest` names the test files to run, without `.test.mjs`; all when there is none. `--release` tests the program as it
/// is shipped, which is what the figures that the tests print are about; it takes minutes to compile.
///
/// # Errors
///
/// If a test fails, or nothing can be run because [`install`](crate::test::install) has not been.
pub(crate) fn site(rest: &[String]) -> Result<(), String> {
    let (options, names): (Vec<_>, Vec<_>) =
        rest.iter().map(String::as_str).partition(|argument| argument.starts_with('-'));
    let profile = match options.as_slice() {
        [] => Profile::Debug,
        ["--release"] => Profile::Release,
        _ => {
            return Err(format!(
                "`{}` is not an option of `site`; `--release` is",
                options.join(" ")
            ));
        }
    };
    let files = test_files(&names)?;
    let mut node = node(profile)?;
    node.args(["--test", "--test-reporter=spec", "--test-concurrency=2"]).args(files);
    run(&mut node, "the browser tests of the site")
}

/// How the program is compiled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Profile {
    /// Quick to compile.
    Debug,
    /// As it is shipped.
    Release,
}

/// `node` in `proof/site`, told which program and which browsers to use; builds the program first.
///
/// # Errors
///
/// If the program does not compile, or `node`'s packages or all browsers are missing.
pub(crate) fn node(profile: Profile) -> Result<Command, String> {
    let proof = root().join("target/proof");
    if !proof.join("site/installed").is_file() {
        return Err(
            "the packages of `proof/site` are missing; `cargo xtask install` gets them".to_owned()
        );
    }
    let is_there = |requirement: &str| proof.join("found").join(requirement).is_file();
    let (there, missing): (Vec<_>, Vec<_>) =
        ENGINES.into_iter().partition(|(_, requirement)| is_there(requirement));
    if there.is_empty() {
        return Err("there is no browser; `cargo xtask install` gets them".to_owned());
    }
    for (engine, requirement) in missing {
        say(&format!("left out: {engine}, because `{requirement}` is not installed"));
    }
    let engines: Vec<_> = there.into_iter().map(|(engine, _)| engine).collect();
    let mut node = Command::new("node");
    node.current_dir(folder())
        .env("CORSMITH_BIN", program(profile)?)
        .env("CORSMITH_ENGINES", engines.join(","));
    Ok(node)
}

/// Runs `node` with its output on ours.
///
/// # Errors
///
/// If it cannot be started or does not succeed.
pub(crate) fn run(node: &mut Command, what: &str) -> Result<(), String> {
    say(&format!("\n── {what}"));
    let status = node.status().map_err(|error| format!("`node` could not be run: {error}"))?;
    if status.success() { Ok(()) } else { Err(format!("{what} failed ({status})")) }
}

fn folder() -> PathBuf {
    root().join("proof/site")
}

fn program(profile: Profile) -> Result<PathBuf, String> {
    let (flags, directory): (&[&str], _) = match profile {
        Profile::Debug => (&[], "debug"),
        Profile::Release => (&["--release"], "release"),
    };
    cargo(&[&["build", "--package", "corsmith"], flags].concat())?;
    let target =
        env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from);
    // A relative one is relative to where cargo was run.
    let target = if target.is_absolute() { target } else { root().join(target) };
    Ok(target.join(directory).join(format!("corsmith{}", env::consts::EXE_SUFFIX)))
}

/// The files of these tests, or all of them: `node` of one version takes folders, of another patterns; all take files.
fn test_files(names: &[&str]) -> Result<Vec<PathBuf>, String> {
    let tests = folder().join("tests");
    let entries =
        fs::read_dir(&tests).map_err(|error| format!("`{}`: {error}", tests.display()))?;
    let mut all: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
    all.retain(|path| test_name(path).is_some());
    all.sort();
    if let Some(unknown) =
        names.iter().find(|name| !all.iter().any(|path| test_name(path) == Some(**name)))
    {
        let known: Vec<_> = all.iter().filter_map(|path| test_name(path)).collect();
        return Err(format!(
            "there is no browser test `{unknown}`; there are {}",
            known.join(", ")
        ));
    }
    if !names.is_empty() {
        all.retain(|path| test_name(path).is_some_and(|name| names.contains(&name)));
    }
    Ok(all)
}

fn test_name(path: &Path) -> Option<&str> {
    path.file_name()?.to_str()?.strip_suffix(".test.mjs")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_test_is_asked_for_by_name() {
        let files = test_files(&["keyboard"]).unwrap();
        assert_eq!(files, [folder().join("tests/keyboard.test.mjs")]);
    }

    #[test]
    fn an_unknown_test_is_refused_with_those_there_are() {
        let error = test_files(&["keybord"]).unwrap_err();
        assert!(error.starts_with("there is no browser test `keybord`; there are "), "{error}");
        assert!(error.contains("keyboard"), "{error}");
    }
}
