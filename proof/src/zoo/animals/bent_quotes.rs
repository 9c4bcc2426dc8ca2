//! Writes a Content Security Policy with the quotation marks of a word processor.

use crate::zoo::{Animal, Answer, Does, Flaw};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "bent-quotes",
    is: "writes a Content Security Policy with the quotation marks of a word processor",
    does: Does::Answer(|asked| {
        let page = Answer::page(asked);
        let policy = page.header("Content-Security-Policy").unwrap_or_default().to_owned();
        page.without("Content-Security-Policy")
            .with("Content-Security-Policy", format!("{policy}; worker-src ‘self’"))
    }),
    has: &[Flaw::Check("csp-not-ascii")],
    ..Animal::CORRECT
};
