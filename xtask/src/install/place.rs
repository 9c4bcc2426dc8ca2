//! Where things go: `target/proof` of this checkout, which `proof/src/installed.rs` reads.

use std::fs;
use std::path::{Path, PathBuf};

/// `target/proof`.
pub(super) fn root() -> PathBuf {
    checkout().join("target/proof")
}

/// The directory of the workspace's `Cargo.toml`.
pub(super) fn checkout() -> PathBuf {
    let crate_directory = Path::new(env!("CARGO_MANIFEST_DIR"));
    crate_directory.parent().unwrap_or(crate_directory).to_owned()
}

/// The file that records what a directory was completely installed with; written last.
pub(super) fn stamp(directory: &Path) -> PathBuf {
    directory.join("installed")
}

pub(super) fn write(path: &Path, contents: &str) -> Result<(), String> {
    let directory = path.parent().unwrap_or(path);
    make(directory)?;
    fs::write(path, contents).map_err(|error| format!("`{}`: {error}", path.display()))
}

pub(super) fn make(directory: &Path) -> Result<(), String> {
    fs::create_dir_all(directory).map_err(|error| format!("`{}`: {error}", directory.display()))
}

/// Empties a directory, so that a half-finished installation leaves nothing behind.
pub(super) fn clear(directory: &Path) -> Result<(), String> {
    match fs::remove_dir_all(directory) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(format!("`{}`: {error}", directory.display()))
        }
        _ => make(directory),
    }
}
