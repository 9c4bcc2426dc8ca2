//! Sends a Content Security Policy of nine thousand directives.

use crate::zoo::{Animal, Answer, Does, Flaw};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "policy-of-thousands",
    is: "sends a Content Security Policy of nine thousand directives",
    does: Does::Answer(|asked| {
        let page = Answer::page(asked);
        let policy = page.header("Content-Security-Policy").unwrap_or_default().to_owned();
        page.without("Content-Security-Policy")
            .with("Content-Security-Policy", format!("{policy}{}", ";a b".repeat(9_000)))
    }),
    has: &[Flaw::Check("csp-unknown-directive"), Flaw::Check("csp-repeated-directive")],
    ..Animal::CORRECT
};
