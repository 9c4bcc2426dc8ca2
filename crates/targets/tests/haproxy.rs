//! The target `haproxy`: whole outputs, as they would be installed.

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
    render_for("haproxy", toml, "corsmith.toml")
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
    insta::assert_snapshot!(render_for("haproxy@2.2", ONE_ORIGIN, "corsmith.toml"));
}

#[test]
fn no_name_ends_a_comment() {
    let hostile = "name = \"a\\nb\\r\\u2028c # } ; \\\"\"\n".to_owned() + PUBLIC;
    let text = render_for("haproxy", &hostile, "x\ny.toml");
    let directives = |text: &str| -> Vec<String> {
        let lines = text.lines().map(str::trim).filter(|line| !line.starts_with('#'));
        lines.map(str::to_owned).collect()
    };
    assert_eq!(directives(&text), directives(&render(PUBLIC)));
}

#[test]
fn many_origins_go_to_a_file() {
    let origins: Vec<String> = (0..60).map(|n| format!("'https://tenant-{n}.example'")).collect();
    let list = origins.join(", ");
    let text = render(&format!("[policy]\nallow-origins = [{list}, 'https://*.example.com']"));
    insta::assert_snapshot!(text);
}

#[test]
fn long_lists_need_room() {
    let names: Vec<String> = (0..60).map(|n| format!("'X-A-Rather-Long-Name-{n}'")).collect();
    let list = names.join(", ");
    let text = render(&format!(
        "[policy]\nallow-origins = ['https://a.example']\nexpose-headers = [{list}]"
    ));
    assert!(text.contains("note: The headers of one response"), "{text}");
    assert!(text.contains("`tune.maxrewrite 4096`"), "{text}");
}

#[test]
fn names_are_no_log_format() {
    let text = render("[policy]\nallow-origins = ['https://a.example']\nallow-headers = ['X-%x']");
    assert!(text.contains("Access-Control-Allow-Headers 'X-%%x' if"), "{text}");
}
