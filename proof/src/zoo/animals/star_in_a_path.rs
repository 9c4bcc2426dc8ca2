//! Writes a star into the path of a source.

use crate::zoo::{Animal, Answer, Does, Flaw};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "star-in-a-path",
    is: "writes a star into the path of a source",
    does: Does::Answer(|asked| {
        let page = Answer::page(asked);
        let policy = page.header("Content-Security-Policy").unwrap_or_default().to_owned();
        page.without("Content-Security-Policy").with(
            "Content-Security-Policy",
            format!("{policy}; img-src https://static.example.org/*"),
        )
    }),
    has: &[Flaw::Check("csp-path-wildcard")],
    ..Animal::CORRECT
};
