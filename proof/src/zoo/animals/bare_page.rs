//! Sends a page and no security header at all.

use crate::zoo::{Animal, Answer, Does, Flaw};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "bare-page",
    is: "sends a page and no security header at all",
    does: Does::Answer(|asked| {
        Answer::bare(200)
            .with("Content-Type", "text/html")
            .body(format!("<!doctype html><title>Zoo</title>{}", asked.path().len()))
    }),
    has: &[
        Flaw::Check("no-hsts"),
        Flaw::Check("framable"),
        Flaw::Check("no-csp"),
        Flaw::Check("no-nosniff"),
    ],
    may: &[
        Flaw::Check("no-permissions-policy"),
        Flaw::Check("no-opener-policy"),
        Flaw::Check("no-embedder-policy"),
        Flaw::Check("no-resource-policy"),
        Flaw::Check("no-charset"),
    ],
    ..Animal::CORRECT
};
