//! The target `axum`: whole outputs, and rustfmt's opinion of them.

#![allow(clippy::unwrap_used, reason = "clippy sees tests in `#[test]` only")]

mod common;

use std::io::Write;
use std::process::{Command, Stdio};

/// Everything whose length decides about line breaks, at its longest.
fn wide() -> String {
    let origins = (0..40).map(|n| format!("\"https://tenant-{n}.example.com\", "));
    let subdomains = (0..8).map(|n| format!("\"https://*.region-{n}.example.com\", "));
    let names = (0..20).map(|n| format!("\"X-Header-Number-{n}\", "));
    let path = "segment/".repeat(8);
    format!(
        "[policy]\nallow-origins = [{}{} \"http://*.a-rather-long-name.example.com:*\"]\n\
         allow-headers = [{}]\nallow-credentials = true\n\
         [dangerously]\nallow-insecure-origins-with-credentials = true\n\
         [[policy.path]]\nmatch = \"/{path}\"\nallow-methods = [\"PUT\"]\n",
        origins.collect::<String>(),
        subdomains.collect::<String>(),
        names.collect::<String>(),
    )
}

/// The generated text, and the notes.
fn render(toml: &str) -> String {
    common::rendered("axum", toml)
}

#[test]
fn an_ordinary_policy_is_one_screen_or_two() {
    let lines = render(common::ONE_ORIGIN).lines().count();
    assert!(lines < 120, "{lines} lines");
}

#[test]
fn rustfmt_has_nothing_to_change() {
    let wide = wide();
    let wildcards = include_str!("scenarios/wildcards-with-credentials.toml");
    let public = include_str!("scenarios/public.toml");
    let policies = [common::ONE_ORIGIN, common::EVERYTHING, public, wildcards, &wide];
    for (edition, toml) in policies.iter().flat_map(|toml| [("2021", toml), ("2024", toml)]) {
        let Some(difference) = rustfmt(edition, &render(toml)) else { return };
        assert_eq!(difference, "", "edition {edition}");
    }
}

/// What rustfmt would change; nothing where there is no rustfmt.
#[expect(clippy::disallowed_methods, reason = "the crate is pure, and this is not the crate")]
fn rustfmt(edition: &str, source: &str) -> Option<String> {
    // Not the configuration of this workspace, but everyone's.
    let configuration = "use_small_heuristics=Default,max_width=100";
    let mut child = Command::new("rustfmt")
        .args(["--check", "--edition", edition, "--config", configuration])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .ok()?;
    child.stdin.take()?.write_all(source.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    let said = [output.stdout, output.stderr].concat();
    Some(String::from_utf8_lossy(&said).into_owned())
}
