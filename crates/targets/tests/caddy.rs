//! The target `caddy`: whole outputs.

#![allow(clippy::unwrap_used, reason = "clippy sees tests in `#[test]` only")]

mod common;

/// The generated text, and the notes.
fn render(toml: &str) -> String {
    common::rendered("caddy", toml)
}

#[test]
fn an_origin_that_is_listed_twice_is_mapped_once() {
    let text = render(
        "[policy]\nallow-origins = ['https://a.example', 'https://b.example', 'https://a.example']",
    );
    assert_eq!(text.matches("https://a.example https://a.example\n").count(), 1, "{text}");
}
