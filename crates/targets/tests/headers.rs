//! The target `headers`: whole outputs, since they are for reading.

#![expect(clippy::unwrap_used, clippy::panic, reason = "clippy sees tests in `#[test]` only")]

use corsmith_policy::{Format, PolicyDocument, Selection};
use corsmith_targets::{Provenance, find};

fn render(toml: &str) -> String {
    let document = PolicyDocument::parse(toml.as_bytes(), Format::Toml);
    let policy = document.resolve(&Selection::default()).into_policy().unwrap();
    let target = find("headers").unwrap();
    let output =
        target.render(&policy, target.about().default_version, &Provenance::default()).unwrap();
    let [file] = &output.files[..] else { panic!("one file") };
    file.contents.clone()
}

#[test]
fn one_origin_with_credentials() {
    let text = render(
        r#"
        name = "orders"
        [policy]
        allow-origins = ["https://app.example.com"]
        allow-methods = ["PUT", "DELETE"]
        allow-headers = ["Content-Type", "Authorization"]
        allow-credentials = true
        expose-headers = ["X-Request-Id"]
        max-age = "2h"
        "#,
    );
    insta::assert_snapshot!(text);
}

#[test]
fn everything_at_once() {
    let text = render(
        r#"
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
        allow-headers = ["Content-Type", "Authorization"]
        expose-headers = ["X-Request-Id", "Link"]
        max-age = "10m"

        [[policy.path]]
        match = "/health"
        allow-origins = ["*"]
        allow-methods = []
        allow-headers = []
        expose-headers = []

        [[policy.path]]
        match = "/api/*"
        allow-origins = ["https://app.example.com"]
        allow-credentials = true

        [dangerously]
        allow-null-origin = true
        "#,
    );
    insta::assert_snapshot!(text);
}

#[test]
fn public_data_has_no_vary() {
    let text = render(
        r#"
        name = "public data"
        [policy]
        allow-origins = ["*"]
        allow-headers = ["*", "Authorization"]
        "#,
    );
    insta::assert_snapshot!(text);
}

#[test]
fn wildcards_with_credentials_are_what_was_asked() {
    let text = render(
        r#"
        [policy]
        allow-origins = ["https://a.example", "https://b.example"]
        allow-methods = ["*"]
        allow-headers = ["*"]
        allow-credentials = true
        max-age = 0
        "#,
    );
    insta::assert_snapshot!(text);
}

#[test]
fn a_long_list_is_cut_and_says_so() {
    let origins: String = (0..60).map(|n| format!("\"https://o{n}.example\", ")).collect();
    let text = render(&format!("[policy]\nallow-origins = [{origins}]"));
    assert!(
        text.contains("#   https://o49.example\n#   and 10 more, which the policy lists.\n"),
        "{text}"
    );
    assert!(!text.contains("o50"), "{text}");
}

#[test]
fn every_line_is_a_header_a_comment_or_empty() {
    let hostile = "name = \"a\\nX-Evil: 1 {{ x }} {% raw %}\"\n[policy]\nallow-origins = ['*']\n\
                   [[policy.path]]\nmatch = '/{{x'\n";
    for line in render(&hostile.replace("/{{x", "/%x")).lines() {
        let is_header = line
            .split_once(": ")
            .is_some_and(|(name, _)| name == "Vary" || name.starts_with("Access-Control-"));
        assert!(line.is_empty() || line.starts_with('#') || is_header, "{line}");
    }
}
