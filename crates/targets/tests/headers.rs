//! The target `headers`: whole outputs, since they are for reading.

#![allow(clippy::unwrap_used, reason = "clippy sees tests in `#[test]` only")]

mod common;

/// The generated text, and the notes.
fn render(toml: &str) -> String {
    common::rendered("headers", toml)
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
