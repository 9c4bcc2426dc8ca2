//! Lets browsers forget within an hour that it is to be asked over TLS.

use crate::zoo::{Animal, Answer, Does, Flaw};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "short-transport-security",
    is: "lets browsers forget within an hour that it is to be asked over TLS",
    does: Does::Answer(|asked| {
        Answer::page(asked)
            .without("Strict-Transport-Security")
            .with("Strict-Transport-Security", "max-age=3600")
    }),
    has: &[Flaw::Check("hsts-short")],
    ..Animal::CORRECT
};
