//! Packages from Debian's archive, unpacked under `target/proof/apt`.
//!
//! Not `apt-get install`: that needs root, enables and starts a daemon on a person's machine, and puts nothing where it
//! can be cached. `apt-get` is told to keep its state here instead, works out what is not installed yet and downloads
//! that, and `dpkg-deb` unpacks it without running any of its scripts.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::Outcome;
use super::found::{Found, version_in};
use super::place;
use super::run::run;

/// One run's use of apt: the package lists are fetched once, and only if something is missing.
#[derive(Debug, Default)]
pub(super) struct Apt {
    updated: Option<Result<(), String>>,
}

impl Apt {
    pub(super) fn install(
        &mut self,
        name: &str,
        package: &str,
        argument: &str,
        also: Option<&str>,
    ) -> Result<Outcome, String> {
        let is_whole = |binary: &PathBuf| also.is_none_or(|file| has_beside(binary, file));
        let mut candidates = on_path(name).into_iter().chain(unpacked(name)).filter(is_whole);
        if let Some(server) = candidates.find_map(|binary| probe(binary, argument)) {
            server.record(name)?;
            return Ok(Outcome::AlreadyThere { version: server.version });
        }
        self.unpack(&[package])?;
        let server =
            unpacked(name).filter(is_whole).and_then(|binary| probe(binary, argument)).ok_or_else(
                || format!("package `{package}` was unpacked, but its `{name}` does not run"),
            )?;
        server.record(name)?;
        Ok(Outcome::Installed { version: server.version })
    }

    /// Unpacks these packages, and what they depend on and the machine does not have, below [`unpacked_root`].
    pub(super) fn unpack(&mut self, packages: &[&str]) -> Result<(), String> {
        self.updated.get_or_insert_with(update).clone()?;
        unpack(packages)
    }
}

fn probe(binary: PathBuf, argument: &str) -> Option<Found> {
    let libraries = if binary.starts_with(unpacked_root()) { libraries() } else { String::new() };
    let mut command = Command::new(&binary);
    if !libraries.is_empty() {
        command.env("LD_LIBRARY_PATH", &libraries);
    }
    let version = version_in(&run(command.arg(argument)).ok()?)?;
    Some(Found { binary, version, libraries })
}

/// Where the system has it; the `sbin` directories are not on a plain user's `PATH` in Debian.
pub(super) fn on_path(name: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH").unwrap_or_default();
    let sbin = ["/usr/local/sbin", "/usr/sbin", "/sbin"].map(PathBuf::from);
    env::split_paths(&path)
        .chain(sbin)
        .map(|directory| directory.join(name))
        .find(|file| file.is_file())
}

/// Whether `file`, by its path from the root, is in the tree that the binary is in: in `/`, or among what was unpacked.
fn has_beside(binary: &Path, file: &str) -> bool {
    let root =
        if binary.starts_with(unpacked_root()) { unpacked_root() } else { PathBuf::from("/") };
    root.join(file).is_file()
}

pub(super) fn state() -> PathBuf {
    place::root().join("apt")
}

pub(super) fn unpacked_root() -> PathBuf {
    state().join("root")
}

fn unpacked(name: &str) -> Option<PathBuf> {
    ["usr/sbin", "usr/bin", "sbin", "bin"]
        .map(|directory| unpacked_root().join(directory).join(name))
        .into_iter()
        .find(|file| file.is_file())
}

/// The directories of shared libraries that were unpacked: `usr/lib/<triplet>` and `lib/<triplet>`.
fn libraries() -> String {
    let inside = |directory| entries(&unpacked_root().join(directory));
    let triplets = ["usr/lib", "lib"].into_iter().flat_map(inside);
    let is_triplet = |path: &PathBuf| {
        path.file_name().is_some_and(|name| name.to_string_lossy().contains("-linux-"))
    };
    let found: Vec<_> =
        triplets.filter(is_triplet).map(|path| path.display().to_string()).collect();
    found.join(":")
}

/// `apt-get` with its own state, which any user may write.
fn apt_get() -> Command {
    let state = state();
    let mut command = Command::new("apt-get");
    command.arg("-q");
    for (option, value) in [
        ("Dir::State::Lists", state.join("lists").display().to_string()),
        ("Dir::Cache", state.join("cache").display().to_string()),
        ("Debug::NoLocking", "1".to_owned()),
        // As root, apt would hand downloads to a user who may not write here.
        ("APT::Sandbox::User", String::new()),
        ("Acquire::Retries", "2".to_owned()),
        ("Acquire::http::Timeout", "60".to_owned()),
    ] {
        command.arg("-o").arg(format!("{option}={value}"));
    }
    command
}

fn update() -> Result<(), String> {
    place::make(&state().join("lists/partial"))?;
    place::make(&state().join("cache/archives/partial"))?;
    run(apt_get().arg("update")).map(drop)
}

fn unpack(packages: &[&str]) -> Result<(), String> {
    let plan = run(apt_get().args(["-s", "--no-install-recommends", "install"]).args(packages))?;
    let downloads = state().join("downloads");
    place::clear(&downloads)?;
    run(apt_get().arg("download").args(planned(&plan)).current_dir(&downloads))?;
    place::make(&unpacked_root())?;
    for archive in entries(&downloads).into_iter().filter(|path| is_archive(path)) {
        run(Command::new("dpkg-deb").arg("-x").arg(&archive).arg(unpacked_root()))?;
    }
    place::clear(&downloads)
}

/// The packages of a simulated installation: `Inst nginx (1.22.1-9 Debian:12/stable [amd64])` is `nginx=1.22.1-9`, and
/// an upgrade has the old version in brackets before the new one.
fn planned(plan: &str) -> Vec<String> {
    let lines = plan.lines().filter_map(|line| line.strip_prefix("Inst "));
    let package = |line: &str| {
        let name = line.split(' ').next()?;
        let version = line.split('(').nth(1)?.split([' ', ')']).next()?;
        Some(format!("{name}={version}"))
    };
    lines.filter_map(package).collect()
}

/// What is in a folder; nothing if there is none.
pub(super) fn entries(folder: &Path) -> Vec<PathBuf> {
    fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()).collect()
}

fn is_archive(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "deb")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plan_s_packages_are_downloaded_at_the_versions_it_names() {
        let plan = "Reading package lists...\n\
                    Inst nginx-common (1.22.1-9+deb12u11 Debian-Security:12/oldstable-security [all])\n\
                    Inst libnss3 [2:3.87.1-1] (2:3.87.1-1+deb12u4 Debian-Security:12/oldstable [amd64]) []\n\
                    Conf nginx-common (1.22.1-9+deb12u11 Debian-Security:12/oldstable-security [all])\n";
        assert_eq!(planned(plan), ["nginx-common=1.22.1-9+deb12u11", "libnss3=2:3.87.1-1+deb12u4"]);
    }
}
