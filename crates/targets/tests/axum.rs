//! The target `axum`: whole outputs, and rustfmt's opinion of them.

#![expect(clippy::unwrap_used, clippy::panic, reason = "clippy sees tests in `#[test]` only")]

use std::io::Write;
use std::process::{Command, Stdio};

use corsmith_policy::{Format, Policy, PolicyDocument, Selection};
use corsmith_targets::{Provenance, find};

fn policy(toml: &str) -> Policy {
    let document = PolicyDocument::parse(toml.as_bytes(), Format::Toml);
    document.resolve(&Selection::default()).into_policy().unwrap()
}

/// The generated module.
fn render(toml: &str) -> String {
    let target = find("axum").unwrap();
    let output = target
        .render(&policy(toml), target.about().default_version, &Provenance::default())
        .unwrap();
    let [file] = &output.files[..] else { panic!("one file") };
    assert_eq!(file.name, "cors.rs");
    file.contents.clone()
}

const ONE_ORIGIN: &str = r#"
name = "orders"
[policy]
allow-origins = ["https://app.example.com"]
allow-methods = ["PUT", "DELETE"]
allow-headers = ["Content-Type", "Authorization"]
allow-credentials = true
expose-headers = ["X-Request-Id"]
max-age = "2h"
"#;

const EVERYTHING: &str = r#"
name = "everything"
[policy]
allow-origins = [
  "https://app.example.com",
  "https://admin.example.com:8443",
  "https://*.partner.example",
  "https://*.preview.example.net:*",
  "http://localhost:*",
  "https://[2001:db8::5]",
  "null",
]
allow-methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]
allow-headers = ["Content-Type", "Authorization", "X-Requested-With"]
expose-headers = ["X-Request-Id", "Link"]
max-age = "10m"

[[policy.path]]
match = "/health"
allow-origins = ["*"]
allow-methods = []
allow-headers = []
expose-headers = []

[[policy.path]]
match = "/api/open/*"
allow-origins = ["*"]
allow-methods = ["*"]
allow-headers = ["*", "Authorization"]

[[policy.path]]
match = "/api/*"
allow-origins = ["https://app.example.com"]
allow-methods = ["*"]
allow-headers = ["*"]
allow-credentials = true
expose-headers = []
max-age = 0

[[policy.path]]
match = "/api/shadowed"
allow-origins = ["https://never.example"]

[dangerously]
allow-null-origin = true
"#;

const PUBLIC: &str = r#"
name = "public data"
[policy]
allow-origins = ["*"]
"#;

const CREDENTIALS_WITH_WILDCARDS: &str = r#"
[policy]
allow-origins = ["https://app.example.com"]
allow-methods = ["*"]
allow-headers = ["*", "Authorization"]
allow-credentials = true
"#;

const NO_CACHING: &str = r#"
[policy]
allow-origins = ["https://a.example", "https://b.example"]
max-age = 0
"#;

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

#[test]
fn one_origin_with_credentials() {
    insta::assert_snapshot!(render(ONE_ORIGIN));
}

#[test]
fn everything_at_once() {
    insta::assert_snapshot!(render(EVERYTHING));
}

#[test]
fn public_data_needs_no_origin() {
    insta::assert_snapshot!(render(PUBLIC));
}

#[test]
fn wildcards_with_credentials_answer_what_was_asked() {
    insta::assert_snapshot!(render(CREDENTIALS_WITH_WILDCARDS));
}

#[test]
fn max_age_zero_disables_caching() {
    insta::assert_snapshot!(render(NO_CACHING));
}

#[test]
fn an_ordinary_policy_is_one_screen_or_two() {
    let lines = render(ONE_ORIGIN).lines().count();
    assert!(lines < 120, "{lines} lines");
}

#[test]
fn no_name_leaves_its_comment() {
    let toml = "name = \"a\\r\\nfn evil() {} */ \\u202e {{ x }} {% raw %}\"\n".to_owned()
        + ONE_ORIGIN.trim_start();
    let toml = toml.replace("name = \"orders\"\n", "");
    let target = find("axum").unwrap();
    let provenance = Provenance::from_source("x.toml\nfn evil() {}\u{2028}");
    let version = target.about().default_version;
    let output = target.render(&policy(&toml), version, &provenance).unwrap();
    let text = &output.files[0].contents;
    let outside = text.lines().filter(|line| line.contains("evil") && !line.starts_with("// "));
    assert_eq!(outside.count(), 0, "{text}");
    assert!(!text.contains('\u{202e}') && text.contains("{{ x }} {% raw %}"), "{text}");
}

#[test]
fn rustfmt_has_nothing_to_change() {
    let wide = wide();
    let policies = [ONE_ORIGIN, EVERYTHING, PUBLIC, CREDENTIALS_WITH_WILDCARDS, NO_CACHING, &wide];
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
