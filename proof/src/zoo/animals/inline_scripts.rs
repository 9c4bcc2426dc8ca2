//! Has a Content Security Policy that allows every inline script.

use crate::zoo::{Animal, Answer, Does, Flaw};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "inline-scripts",
    is: "has a Content Security Policy that allows every inline script",
    does: Does::Answer(|asked| {
        Answer::page(asked)
            .without("Content-Security-Policy")
            .with("Content-Security-Policy", "script-src 'unsafe-inline' *; object-src *")
    }),
    has: &[Flaw::Csp],
    may: &[Flaw::Headers],
    ..Animal::CORRECT
};
