//! `cargo xtask codegen`: what is derived from the leaves (causes, rules, targets) and committed.
//!
//! A leaf is one file or folder; adding one is that and this command. The registries come first and need no crate of
//! the project, because a leaf that was deleted is still named in them, and nothing compiles until it is not. The pages
//! come from the crates themselves, hence after that.

mod causes;
mod generated;
mod pages;
mod registry;

use crate::cargo::root;
use crate::say;

/// What to do about files that are not as they would be generated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mode {
    /// Write them.
    Write,
    /// Report them.
    Check,
}

impl Mode {
    /// Reads the command's arguments: none, or `--check`.
    pub(crate) fn from_arguments(arguments: &[String]) -> Result<Self, String> {
        match arguments {
            [] => Ok(Self::Write),
            [one] if one == "--check" => Ok(Self::Check),
            _ => Err("`cargo xtask codegen` takes `--check` or nothing".to_owned()),
        }
    }
}

/// Generates the registries and the pages, or checks that they are current.
///
/// # Errors
///
/// A file that cannot be read or written, a crate that does not compile, and in [`Mode::Check`] the name of every file
/// that is not current.
pub(crate) fn codegen(mode: Mode) -> Result<(), String> {
    let mut stale = causes::generate(root())?.apply(root(), mode)?;
    // The causes' files are leaves to the registry.
    stale.extend(registry::generate(root())?.apply(root(), mode)?);
    // Pages of causes, rules and targets that the registries do not name would be missing without a word.
    if mode == Mode::Write || stale.is_empty() {
        for pages in pages::generate()? {
            stale.extend(pages.apply(root(), mode)?);
        }
    }
    for path in &stale {
        say(&format!("{} {path}", if mode == Mode::Write { "wrote" } else { "stale:" }));
    }
    if mode == Mode::Check && !stale.is_empty() {
        return Err(format!(
            "not as generated: {}\nhelp: run `cargo xtask codegen` and commit the result",
            stale.join(", ")
        ));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{Mode, causes, registry};
    use crate::cargo::root;

    #[test]
    fn the_committed_registries_are_current() {
        let stale = causes::generate(root()).unwrap().apply(root(), Mode::Check).unwrap();
        assert_eq!(stale, [] as [String; 0], "run `cargo xtask codegen` and commit the result");
        let stale = registry::generate(root()).unwrap().apply(root(), Mode::Check).unwrap();
        assert_eq!(stale, [] as [String; 0], "run `cargo xtask codegen` and commit the result");
    }

    #[test]
    fn arguments_are_none_or_check() {
        let mode = |arguments: &[&str]| {
            let arguments: Vec<_> = arguments.iter().map(|&one| one.to_owned()).collect();
            Mode::from_arguments(&arguments)
        };
        assert_eq!(mode(&[]), Ok(Mode::Write));
        assert_eq!(mode(&["--check"]), Ok(Mode::Check));
        assert!(mode(&["--chekc"]).is_err());
    }
}
