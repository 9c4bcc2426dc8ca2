//! Has a Content Security Policy that is only reported.

use crate::zoo::{Animal, Answer, Does, Flaw};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "policy-reported-only",
    is: "has a Content Security Policy that is only reported",
    does: Does::Answer(|asked| {
        Answer::page(asked)
            .without("Content-Security-Policy")
            .with("Content-Security-Policy-Report-Only", "default-src 'none'")
    }),
    has: &[Flaw::Check("csp-report-only")],
    ..Animal::CORRECT
};
