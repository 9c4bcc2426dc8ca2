//! Sends its CORS headers on errors, too, as it should.

use crate::zoo::{Animal, Answer, Does, Flaw};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "errors-readable",
    is: "sends its CORS headers on errors, too, as it should",
    does: Does::Answer(|asked| {
        Answer::trust(asked, |_| false).status(if asked.is_preflight() { 204 } else { 404 })
    }),
    may: &[Flaw::Trusted],
    ..Animal::CORRECT
};
