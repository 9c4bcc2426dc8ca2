//! Running cargo.

use std::env;
use std::process::Command;

use crate::say;

/// Runs `cargo` with these arguments, in the workspace's root.
///
/// # Errors
///
/// If it cannot be started or does not succeed.
pub(crate) fn cargo(arguments: &[&str]) -> Result<(), String> {
    let shown = format!("cargo {}", arguments.join(" "));
    say(&format!("\n── {shown}"));
    let program = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let status = Command::new(program)
        .args(arguments)
        .current_dir(root())
        .status()
        .map_err(|error| format!("`{shown}` could not be run: {error}"))?;
    if status.success() { Ok(()) } else { Err(format!("`{shown}` failed ({status})")) }
}

/// The workspace's root.
pub(crate) fn root() -> &'static std::path::Path {
    let manifest = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    manifest.parent().unwrap_or(manifest)
}
