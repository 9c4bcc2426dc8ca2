//! What `cargo xtask test` installed, and where.
//!
//! The installer searches, this only reads: `target/proof/found/<name>` has one `key=value` a line. So there is one
//! answer to "which nginx runs here", whether it is the system's or one unpacked under `target/`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::server::StartError;

/// A server or browser that the installer found or unpacked: `nginx`, `chromium`, `firefox-esr`, `MiniBrowser`, `Xvfb`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Installed {
    /// The binary; for a browser that was unpacked, a script that becomes it and keeps its process id.
    pub binary: PathBuf,
    /// The version it reports; Xvfb reports none, and has a text that says so.
    pub version: String,
    /// Directories of shared libraries that came with it, colon-separated; empty for a binary of the system.
    pub libraries: String,
}

impl Installed {
    /// The server or browser of this name, or why there is none.
    pub fn find(name: &'static str) -> Result<Self, StartError> {
        let record = root().join("found").join(name);
        let missing = || StartError::NotInstalled { name, looked_for: record.clone() };
        let text = fs::read_to_string(&record).map_err(|_| missing())?;
        let value = |key| {
            text.lines().filter_map(|line| line.split_once('=')).find(|(have, _)| *have == key)
        };
        let value = |key| value(key).map(|(_, value)| value.to_owned());
        let binary = PathBuf::from(value("binary").ok_or_else(missing)?);
        if !binary.exists() {
            return Err(StartError::NotInstalled { name, looked_for: binary });
        }
        let (version, libraries) =
            (value("version").ok_or_else(missing)?, value("libraries").unwrap_or_default());
        Ok(Self { binary, version, libraries })
    }

    /// The command that runs it, with its libraries.
    #[must_use]
    pub fn command(&self) -> Command {
        let mut command = Command::new(&self.binary);
        if !self.libraries.is_empty() {
            command.env("LD_LIBRARY_PATH", &self.libraries);
        }
        command
    }
}

/// The version of a framework whose packages the installer put into `target/proof/<directory>`, from its stamp there.
pub fn version_of_packages(name: &'static str, directory: &str) -> Result<String, StartError> {
    let stamp = root().join(directory).join("installed");
    let read = fs::read_to_string(&stamp);
    read.map(|text| text.trim().to_owned())
        .map_err(|_| StartError::NotInstalled { name, looked_for: stamp })
}

/// Makes the packages of `target/proof/<packages>` visible to what runs in `directory`.
///
/// `NODE_PATH` would be simpler, but Node does not look there for `import`.
pub fn link_node_modules(packages: &str, directory: &Path) -> Result<(), StartError> {
    let (modules, link) =
        (root().join(packages).join("node_modules"), directory.join("node_modules"));
    #[cfg(unix)]
    let linked = std::os::unix::fs::symlink(&modules, &link);
    #[cfg(windows)]
    let linked = std::os::windows::fs::symlink_dir(&modules, &link);
    linked.map_err(|source| StartError::File { path: link, source })
}

/// `target/proof` of this checkout: everything the proofs install, build and write.
#[must_use]
pub fn root() -> PathBuf {
    let crate_directory = Path::new(env!("CARGO_MANIFEST_DIR"));
    crate_directory.parent().unwrap_or(crate_directory).join("target/proof")
}
