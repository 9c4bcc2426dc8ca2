//! The target `caddy`: whole outputs.

#![expect(clippy::unwrap_used, reason = "clippy sees tests in `#[test]` only")]

use corsmith_policy::{Format, Policy, PolicyDocument, Selection};
use corsmith_targets::{Output, Provenance, find};

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
match = "/api/v1.0/*"
allow-origins = ["https://app.example.com"]
allow-methods = ["*"]
allow-headers = ["*"]
allow-credentials = true
expose-headers = []
max-age = 0

[[policy.path]]
match = "/api/*"
max-age = 0

[dangerously]
allow-null-origin = true
"#;

const PUBLIC: &str = r#"
name = "public data"
[policy]
allow-origins = ["*"]
allow-headers = ["*"]
expose-headers = ["*"]
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

fn policy(toml: &str) -> Policy {
    let document = PolicyDocument::parse(toml.as_bytes(), Format::Toml);
    document.resolve(&Selection::default()).into_policy().unwrap()
}

fn output(toml: &str, provenance: &Provenance) -> Output {
    let target = find("caddy").unwrap();
    target.render(&policy(toml), target.about().default_version, provenance).unwrap()
}

fn render(toml: &str) -> String {
    output(toml, &Provenance::default()).files.swap_remove(0).contents
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
fn no_name_leaves_its_comment() {
    let toml = "name = \"a\\nrespond evil {$HOME} {\"\n".to_owned()
        + &ONE_ORIGIN.replace("name = \"orders\"\n", "");
    let provenance = Provenance::from_source("x\nrespond evil\n}{$HOME}");
    let text = output(&toml, &provenance).files.swap_remove(0).contents;
    let outside = text.lines().filter(|line| line.contains("evil") && !line.starts_with("# "));
    assert_eq!(outside.count(), 0, "{text}");
    assert!(!text.contains("{$"), "Caddy would put an environment variable there: {text}");
}

#[test]
fn an_origin_that_is_listed_twice_is_mapped_once() {
    let text = render(
        "[policy]\nallow-origins = ['https://a.example', 'https://b.example', 'https://a.example']",
    );
    assert_eq!(text.matches("https://a.example https://a.example\n").count(), 1, "{text}");
}
