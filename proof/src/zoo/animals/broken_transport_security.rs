//! Sends `Strict-Transport-Security` twice in one, which is invalid.

use crate::zoo::{Animal, Answer, Does, Flaw};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "broken-transport-security",
    is: "sends `Strict-Transport-Security` twice in one, which is invalid",
    does: Does::Answer(|asked| {
        Answer::page(asked)
            .without("Strict-Transport-Security")
            .with("Strict-Transport-Security", "max-age=63072000; max-age=1")
    }),
    has: &[Flaw::Check("hsts-ignored")],
    ..Animal::CORRECT
};
