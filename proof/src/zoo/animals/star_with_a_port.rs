//! Allows scripts from every host on one port.

use crate::zoo::{Animal, Answer, Does, Flaw};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "star-with-a-port",
    is: "allows scripts from every host on one port",
    does: Does::Answer(|asked| {
        Answer::page(asked)
            .without("Content-Security-Policy")
            .with("Content-Security-Policy", "default-src 'none'; script-src *:443")
    }),
    has: &[Flaw::Check("csp-wildcard")],
    may: &[
        Flaw::Check("csp-no-strict-dynamic"),
        Flaw::Check("csp-no-trusted-types"),
        Flaw::Check("csp-no-reporting"),
        Flaw::Check("csp-no-frame-ancestors"),
        Flaw::Check("csp-no-base-uri"),
        Flaw::Check("csp-no-form-action"),
    ],
    ..Animal::CORRECT
};
