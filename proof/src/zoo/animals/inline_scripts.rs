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
    has: &[Flaw::Check("csp-unsafe-inline"), Flaw::Check("csp-wildcard")],
    may: &[
        Flaw::Check("csp-plugin-sources"),
        Flaw::Check("csp-no-strict-dynamic"),
        Flaw::Check("csp-no-trusted-types"),
        Flaw::Check("csp-no-reporting"),
        Flaw::Check("csp-no-frame-ancestors"),
        Flaw::Check("csp-no-base-uri"),
        Flaw::Check("csp-no-form-action"),
    ],
    ..Animal::CORRECT
};
