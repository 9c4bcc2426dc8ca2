//! The target `haproxy`: whole outputs, as they would be installed.

#![allow(clippy::unwrap_used, reason = "clippy sees tests in `#[test]` only")]

mod common;

/// The generated text, and the notes.
fn render(toml: &str) -> String {
    common::rendered("haproxy", toml)
}

#[test]
fn the_oldest_version() {
    insta::assert_snapshot!(common::rendered("haproxy@2.2", common::ONE_ORIGIN));
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
