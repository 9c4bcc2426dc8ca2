//! The target `nginx`: whole outputs, as they would be installed.

#![allow(clippy::unwrap_used, reason = "clippy sees tests in `#[test]` only")]

mod common;

/// The generated text, and the notes.
fn render(toml: &str) -> String {
    common::rendered("nginx", toml)
}

#[test]
fn locations_keep_the_headers_since_1_30() {
    insta::assert_snapshot!(common::rendered("nginx@1.30", common::ONE_ORIGIN));
}

#[test]
fn the_oldest_version() {
    insta::assert_snapshot!(common::rendered("nginx@1.7", common::ONE_ORIGIN));
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
    let nginx = corsmith_targets::TargetSelection::parse("nginx").unwrap();
    let policy = common::policy(
        "[policy]\nallow-origins = ['https://a.example']\nallow-headers = ['X-$host']",
    );
    let provenance = corsmith_targets::Provenance::default();
    let errors = nginx.target.render(&policy, nginx.version, &provenance).unwrap_err();
    assert_eq!(
        errors.to_string(),
        "`X-$host` has a `$`, with which nginx begins a variable, and nginx has no escape for it"
    );
}

#[test]
fn variables_fit_into_a_bucket_of_nginx() {
    let text = render(
        "name = 'the orders of the whole shop'\n[policy]\nallow-origins = ['https://a.example']\n\
         allow-methods = ['*']\nallow-headers = ['*']\nallow-credentials = true\n\
         [[policy.path]]\nmatch = '/a/path/with/a/long/name/*'\nallow-origins = ['https://b.example']\n\
         [[policy.path]]\nmatch = '/x/*'\nallow-origins = ['https://c.example']",
    );
    assert!(text.contains("$cors_the_orders_of"), "{text}");
    let is_name = |character: char| character.is_ascii_alphanumeric() || character == '_';
    for variable in text.split('$').skip(1) {
        let end = variable.find(|character| !is_name(character)).unwrap_or(variable.len());
        assert!(end <= 46, "{}", &variable[..end]);
    }
}
