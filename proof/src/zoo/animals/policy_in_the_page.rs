//! Sends a page that begins with a Content Security Policy of ten megabytes.

use crate::zoo::{Animal, Answer, Does};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "policy-in-the-page",
    is: "sends a page that begins with a Content Security Policy of ten megabytes",
    does: Does::Answer(|asked| {
        Answer::page(asked).visited(asked, || format!(
            "<!doctype html><meta http-equiv=Content-Security-Policy content=\"default-src{}\">",
            " https://cdn.example".repeat(520_000)
        ))
    }),
    ..Animal::CORRECT
};
