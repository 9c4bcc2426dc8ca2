//! The axum application's dependencies, compiled without a policy, so that the proof only compiles the policies.

use std::env;
use std::fs;
use std::path::Path;
use std::process::Command;

use super::Outcome;
use super::place;
use super::run::run;

const FILES: &[&str] = &["Cargo.toml", "Cargo.lock", "src/main.rs", "src/policies/mod.rs"];

pub(super) fn install() -> Result<Outcome, String> {
    let template = place::checkout().join("proof/src/servers/axum");
    let project = place::root().join("axum");
    let lock = read(&template.join("Cargo.lock"))?;
    let wanted = read(&template.join("Cargo.toml"))? + &lock;
    let version = locked(&lock, "axum");
    let stamp = place::stamp(&project);
    if fs::read_to_string(&stamp).is_ok_and(|have| have == wanted) {
        return Ok(Outcome::AlreadyThere { version });
    }
    place::clear(&project)?;
    for file in FILES {
        place::write(&project.join(file), &read(&template.join(file))?)?;
    }
    let mut cargo = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    // As `proof/src/servers/axum.rs` builds it: another target directory or other flags would compile it all again.
    cargo.args(["build", "--locked", "--quiet"]).current_dir(&project);
    run(cargo
        .env("CARGO_TARGET_DIR", project.join("target"))
        .env_remove("CARGO_ENCODED_RUSTFLAGS"))?;
    place::write(&stamp, &wanted)?;
    Ok(Outcome::Installed { version })
}

fn read(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|error| format!("`{}`: {error}", path.display()))
}

fn locked(lock: &str, name: &str) -> String {
    let version = lock
        .split(&format!("name = \"{name}\"\nversion = \""))
        .nth(1)
        .and_then(|rest| rest.split('"').next());
    format!("{name} {}", version.unwrap_or("of unknown version"))
}
