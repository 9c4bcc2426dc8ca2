//! The target `nginx`: whole outputs, as they would be installed.

#![expect(clippy::unwrap_used, reason = "clippy sees tests in `#[test]` only")]

use corsmith_policy::{Format, Policy, PolicyDocument, Selection};
use corsmith_targets::{Provenance, TargetSelection};

fn policy(toml: &str) -> Policy {
    let document = PolicyDocument::parse(toml.as_bytes(), Format::Toml);
    document.resolve(&Selection::default()).into_policy().unwrap()
}

/// Every file after its name.
fn render_for(selection: &str, toml: &str, source: &str) -> String {
    let selection = TargetSelection::parse(selection).unwrap();
    let provenance = Provenance::from_source(source);
    let output = selection.target.render(&policy(toml), selection.version, &provenance).unwrap();
    let files = output.files.iter().map(|file| format!("==> {} <==\n{}", file.name, file.contents));
    let notes = output.notes.iter().map(|note| format!("note: {note}\n"));
    files.chain(notes).collect::<Vec<_>>().join("\n")
}

fn render(toml: &str) -> String {
    render_for("nginx", toml, "corsmith.toml")
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
  "https://*.partner.example",
  "https://*.preview.example.net:*",
  "http://localhost:*",
  "https://[2001:db8::5]",
  "null",
]
allow-methods = ["GET", "PUT"]
allow-headers = ["Content-Type"]
expose-headers = ["X-Request-Id", "Link"]
max-age = "10m"

[dangerously]
allow-null-origin = true

[[policy.path]]
match = "/health"
allow-origins = ["*"]
allow-methods = []
allow-headers = []
expose-headers = []
max-age = "1d"

[[policy.path]]
match = "/api/v1.0/*"
allow-origins = ["https://app.example.com"]
allow-methods = ["*"]
allow-headers = ["*"]
allow-credentials = true

[[policy.path]]
match = "/api/*"
max-age = 0
"#;

const PUBLIC: &str = r#"
[policy]
allow-origins = ["*"]
expose-headers = ["*"]
data = "public"
"#;

const WILDCARDS_WITH_CREDENTIALS: &str = r#"
[policy]
allow-origins = ["https://app.example.com"]
allow-methods = ["*"]
allow-headers = ["*", "Authorization"]
allow-credentials = true
"#;

const MAX_AGE_ZERO: &str = r#"
[policy]
allow-origins = ["https://app.example.com"]
max-age = 0
"#;

#[test]
fn one_origin_with_credentials() {
    insta::assert_snapshot!(render(ONE_ORIGIN));
}

#[test]
fn everything_at_once() {
    insta::assert_snapshot!(render(EVERYTHING));
}

#[test]
fn public_data_has_no_vary() {
    let text = render(PUBLIC);
    assert!(!text.contains("Vary"), "{text}");
    insta::assert_snapshot!(text);
}

#[test]
fn wildcards_with_credentials_are_what_was_asked() {
    insta::assert_snapshot!(render(WILDCARDS_WITH_CREDENTIALS));
}

#[test]
fn max_age_zero_is_sent() {
    insta::assert_snapshot!(render(MAX_AGE_ZERO));
}

#[test]
fn the_oldest_version() {
    insta::assert_snapshot!(render_for("nginx@1.7", ONE_ORIGIN, "corsmith.toml"));
}

#[test]
fn no_name_ends_a_comment() {
    let hostile = "name = \"a\\nb\\r\\u2028c # } ; \\\"\"\n".to_owned() + PUBLIC;
    let text = render_for("nginx", &hostile, "x\ny.toml");
    let directives = |text: &str| -> Vec<String> {
        let lines = text.lines().map(str::trim).filter(|line| !line.starts_with('#'));
        lines.map(str::to_owned).collect()
    };
    assert_eq!(directives(&text), directives(&render(PUBLIC)));
}

#[test]
fn long_origins_get_larger_hash_buckets() {
    let text =
        render("[policy]\nallow-origins = ['https://a-rather-long-name-of-a-tenant.example.com']");
    assert!(text.contains("\nmap_hash_bucket_size 128;\n"), "{text}");
}

#[test]
fn an_origin_twice_is_one_key() {
    let text = render("[policy]\nallow-origins = ['https://a.example', 'https://a.example']");
    assert_eq!(text.matches("\"https://a.example\"").count(), 1, "{text}");
}

#[test]
fn a_dollar_is_refused() {
    let selection = TargetSelection::parse("nginx").unwrap();
    let policy =
        policy("[policy]\nallow-origins = ['https://a.example']\nallow-headers = ['X-$host']");
    let provenance = Provenance::default();
    let errors = selection.target.render(&policy, selection.version, &provenance).unwrap_err();
    assert_eq!(
        errors.to_string(),
        "`X-$host` has a `$`, with which nginx begins a variable, and nginx has no escape for it"
    );
}
