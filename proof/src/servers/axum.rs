//! axum, from crates.io, in one binary for all policies.
//!
//! Expected file: `cors.rs`, a module with a middleware `cors`, for `router.layer(axum::middleware::from_fn(cors))`.
//! It becomes `policies::<site's name>` of the application in `axum/`, which chooses one by argument: a compilation takes
//! seconds, and 30 policies must not cost 30 of them. A module that compiles with a warning fails the proof.
//!
//! The application is a Cargo project of its own with its own lock file, built in `target/proof/axum`, so that the
//! versions under proof do not move with the workspace's.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::installed;
use crate::server::{Running, Server, Site, StartError, free_address, last_lines};

const CORS: &str = "cors.rs";
const LOCK: &str = include_str!("axum/Cargo.lock");
const TEMPLATE: &[(&str, &str)] = &[
    ("Cargo.toml", include_str!("axum/Cargo.toml")),
    ("Cargo.lock", LOCK),
    ("src/main.rs", include_str!("axum/src/main.rs")),
];

pub(super) static SERVERS: &[&dyn Server] = &[&Axum];

/// See the module.
#[derive(Debug)]
pub struct Axum;

impl Server for Axum {
    fn name(&self) -> &'static str {
        "axum"
    }

    fn version(&self) -> Result<String, StartError> {
        let version = |name: &str| {
            let after = LOCK.split(&format!("name = \"{name}\"\nversion = \"")).nth(1);
            after.and_then(|rest| rest.split('"').next()).unwrap_or("unknown")
        };
        Ok(version("axum").to_owned())
    }

    fn prepare(&self, sites: &[Site]) -> Result<(), StartError> {
        let mut modules = BTreeMap::new();
        for site in sites {
            modules.insert(module(site.name()), site.file("axum", CORS)?.contents.clone());
        }
        build(&modules)
    }

    fn start(&self, site: &Site) -> Result<Running, StartError> {
        let cors = site.file("axum", CORS)?;
        let module = module(site.name());
        if !is_built(&module, &cors.contents) {
            self.prepare(std::slice::from_ref(site))?;
        }
        site.lay_out()?;
        let address = free_address()?;
        let log = site.directory.join("server.log");
        let mut command = Command::new(project().join("target/debug/corsmith-proof-axum"));
        command.arg(module).arg(address.port().to_string());
        Running::start("axum", &mut command, address, &log)
    }
}

fn project() -> PathBuf {
    installed::root().join("axum")
}

/// A policy's name as a Rust module's; the prefix keeps keywords and leading digits out.
fn module(policy: &str) -> String {
    let plain =
        policy.chars().map(|letter| if letter.is_ascii_alphanumeric() { letter } else { '_' });
    std::iter::once("policy_".to_owned())
        .chain(plain.map(|letter| letter.to_ascii_lowercase().to_string()))
        .collect()
}

/// Whether the last successful build had this very module.
fn is_built(module: &str, contents: &str) -> bool {
    let built = fs::read_to_string(project().join("built").join(module));
    built.is_ok_and(|built| built == contents)
}

fn build(modules: &BTreeMap<String, String>) -> Result<(), StartError> {
    let project = project();
    for (name, contents) in TEMPLATE {
        write_if_changed(&project.join(name), contents)?;
    }
    let mut registry = String::new();
    let mut arms = String::new();
    for (module, contents) in modules {
        write_if_changed(&project.join(format!("src/policies/{module}.rs")), contents)?;
        // Writing to a `String` cannot fail.
        let _ = writeln!(registry, "mod {module};");
        let _ = writeln!(arms, "        \"{module}\" => router.layer(from_fn({module}::cors)),");
    }
    let _ = write!(
        registry,
        "\nuse axum::Router;\nuse axum::middleware::from_fn;\n\n\
         pub(crate) fn apply(policy: &str, router: Router) -> Option<Router> {{\n    \
         Some(match policy {{\n{arms}        _ => return None,\n    }})\n}}\n"
    );
    write_if_changed(&project.join("src/policies/mod.rs"), &registry)?;
    compile(&project)?;
    let built = project.join("built");
    let _ = fs::remove_dir_all(&built);
    for (module, contents) in modules {
        write_if_changed(&built.join(module), contents)?;
    }
    Ok(())
}

fn compile(project: &Path) -> Result<(), StartError> {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    let mut command = Command::new(&cargo);
    command.args(["build", "--locked", "--quiet"]).current_dir(project).stdin(Stdio::null());
    // The workspace's own target directory is locked by whoever runs this.
    command.env("CARGO_TARGET_DIR", project.join("target")).env_remove("CARGO_ENCODED_RUSTFLAGS");
    let output = command.output().map_err(|source| StartError::Spawn { program: cargo, source })?;
    if output.status.success() {
        return Ok(());
    }
    let output = last_lines(&String::from_utf8_lossy(&output.stderr));
    Err(StartError::Preparation { command: "cargo build --locked".to_owned(), output })
}

/// Leaves an unchanged file's time alone, by which Cargo decides what to compile.
fn write_if_changed(path: &Path, contents: &str) -> Result<(), StartError> {
    if fs::read_to_string(path).is_ok_and(|have| have == contents) {
        return Ok(());
    }
    let directory = path.parent().unwrap_or(path);
    fs::create_dir_all(directory)
        .and_then(|()| fs::write(path, contents))
        .map_err(|source| StartError::File { path: path.to_owned(), source })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_policy_s_name_becomes_a_module_s() {
        assert_eq!(module("exact-Origins.2"), "policy_exact_origins_2");
        assert_eq!(module("match"), "policy_match");
    }

    #[test]
    fn the_version_is_the_lock_file_s() {
        let version = Axum.version().unwrap();
        assert!(version.starts_with("0.8.") && !version.contains("unknown"), "{version}");
    }
}
