//! The target `lighttpd`: what the script holds, and how it grows.

#![allow(clippy::unwrap_used, reason = "clippy sees tests in `#[test]` only")]

mod common;

/// The generated text, and the notes.
fn render(toml: &str) -> String {
    common::rendered("lighttpd", toml)
}

#[test]
fn an_ordinary_policy_is_two_screens() {
    let lines = render(common::ONE_ORIGIN).lines().count();
    assert!(lines < 120, "{lines} lines");
}

#[test]
fn paths_that_are_not_ascii_are_compared_as_bytes() {
    insta::assert_snapshot!(render(
        "[policy]\nallow-origins = ['https://a.example']\n\
         [[policy.path]]\nmatch = '/é/*'\nallow-origins = ['https://*.b.example']\n"
    ));
}

#[test]
fn any_number_of_paths_has_room_among_local_variables() {
    let mut toml = "[policy]\nallow-origins = ['https://a.example']\n".to_owned();
    for n in 0..300 {
        toml.push_str(&format!("[[policy.path]]\nmatch = '/p{n}/*'\nmax-age = {n}\n"));
    }
    let text = render(&toml);
    let locals = text.lines().filter(|line| line.starts_with("local "));
    // Lua 5.1 allows 200 in a function, and the file is one.
    assert!(locals.count() < 20, "{text}");
}
