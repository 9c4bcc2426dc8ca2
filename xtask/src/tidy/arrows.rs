//! Arrows between crates: the table of ARCHITECTURE.md, enforced.

use std::fs;

use crate::cargo::root;

/// Each crate of the product, and what it may depend on.
const ARROWS: [(&str, &[&str]); 13] = [
    ("fetch", &[]),
    ("policy", &["fetch"]),
    ("diagnose", &["fetch", "policy"]),
    ("lint", &["fetch", "policy"]),
    ("simulate", &["fetch", "policy", "diagnose"]),
    ("import", &["diagnose", "fetch", "policy"]),
    ("scan", &["fetch", "policy"]),
    ("targets", &["policy"]),
    ("transport", &["fetch", "scan"]),
    ("report", &["diagnose", "fetch", "lint", "policy", "scan"]),
    (
        "operations",
        &["diagnose", "fetch", "import", "lint", "policy", "report", "scan", "simulate", "targets"],
    ),
    (
        "web",
        &[
            "diagnose",
            "fetch",
            "import",
            "lint",
            "operations",
            "policy",
            "report",
            "scan",
            "simulate",
            "targets",
            "transport",
        ],
    ),
    (
        "cli",
        &[
            "diagnose",
            "fetch",
            "import",
            "lint",
            "operations",
            "policy",
            "report",
            "scan",
            "simulate",
            "targets",
            "transport",
            "web",
        ],
    ),
];

pub(super) fn check(offences: &mut Vec<String>) {
    let Ok(entries) = fs::read_dir(root().join("crates")) else { return };
    for entry in entries.flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let Some((_, allowed)) = ARROWS.iter().find(|(known, _)| *known == name) else {
            offences.push(format!(
                "crates/{name}: not in the table of arrows (xtask/src/tidy/arrows.rs)"
            ));
            continue;
        };
        let manifest = fs::read_to_string(entry.path().join("Cargo.toml")).unwrap_or_default();
        for dependency in own_dependencies(&manifest) {
            if !allowed.contains(&dependency) {
                offences
                    .push(format!("crates/{name}: depends on `{dependency}`, against the arrows"));
            }
        }
    }
}

/// The crates of this workspace that a manifest depends on, development dependencies aside.
fn own_dependencies(manifest: &str) -> Vec<&str> {
    let mut section = "";
    let mut found = Vec::new();
    for line in manifest.lines() {
        if line.starts_with('[') {
            section = line;
        } else if section == "[dependencies]"
            && let Some(rest) = line.strip_prefix("corsmith-")
        {
            found.push(rest.split(['.', ' ', '=']).next().unwrap_or_default());
        }
    }
    found
}
