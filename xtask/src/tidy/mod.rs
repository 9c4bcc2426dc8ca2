//! `cargo xtask tidy`: rules about the repository that neither rustfmt nor clippy knows.

mod arrows;
mod sources;

use std::fs;
use std::path::{Path, PathBuf};

use crate::cargo::root;
use crate::say;

/// Checks the whole repository.
///
/// # Errors
///
/// Every offence, one a line.
pub(crate) fn tidy() -> Result<(), String> {
    let mut offences = Vec::new();
    sources::check(&mut offences);
    arrows::check(&mut offences);
    if offences.is_empty() {
        say("tidy");
        return Ok(());
    }
    Err(format!("the repository is not tidy:\n  {}", offences.join("\n  ")))
}

/// Files below the root that `keep` accepts, in order; build output and hidden folders excepted.
fn files(keep: fn(&Path) -> bool) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![root().to_path_buf()];
    while let Some(folder) = folders.pop() {
        let Ok(entries) = fs::read_dir(&folder) else { continue };
        for path in entries.flatten().map(|entry| entry.path()) {
            let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
            if name.starts_with('.')
                || ["target", "node_modules", "corpus", "artifacts"].contains(&name)
            {
                continue;
            }
            if path.is_dir() {
                folders.push(path);
            } else if keep(&path) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// A path as it is shown: relative to the root.
fn shown(path: &Path) -> String {
    path.strip_prefix(root()).unwrap_or(path).display().to_string()
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_repository_is_tidy() {
        if let Err(offences) = super::tidy() {
            panic!("{offences}");
        }
    }
}
