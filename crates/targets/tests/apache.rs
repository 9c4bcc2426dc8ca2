//! The target `apache`: whole outputs.

#![allow(clippy::unwrap_used, reason = "clippy sees tests in `#[test]` only")]

mod common;

/// The generated text, and the notes.
fn render(toml: &str) -> String {
    common::rendered("apache", toml)
}

#[test]
fn the_htaccess_differs_only_in_its_first_lines() {
    let output = common::output("apache", common::EVERYTHING, "corsmith.toml");
    let bodies: Vec<_> = output.files.iter().map(|file| file.contents.split_once("\n\n")).collect();
    assert_eq!(output.files[1].name, ".htaccess");
    assert_eq!(bodies[0].map(|(_, body)| body), bodies[1].map(|(_, body)| body));
}

#[test]
fn many_origins_are_noted_for_the_htaccess() {
    let origins: String =
        (0..300).map(|n| format!("\"https://tenant-{n}.example.com\", ")).collect();
    let toml = format!("[policy]\nallow-origins = [{origins}]");
    let output = common::output("apache", &toml, "corsmith.toml");
    assert_eq!(output.notes.len(), 2, "{:?}", output.notes);
}

#[test]
fn a_percent_sign_in_a_header_name_is_no_format() {
    let text = render("[policy]\nallow-origins = ['*']\nexpose-headers = ['X-%sx', 'X-#']");
    assert!(text.contains(r#""X-%%sx, X-#""#), "{text}");
}
