//! Allows all headers by `*`, which leaves `Authorization` out.

use crate::zoo::{Animal, Answer, Attack, Does, Flaw};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "star-for-all-headers",
    is: "allows all headers by `*`, which leaves `Authorization` out",
    does: Does::Answer(|asked| {
        if !asked.is_preflight() {
            return Answer::page(asked).with("Access-Control-Allow-Origin", "*");
        }
        Answer::bare(204)
            .with("Access-Control-Allow-Origin", "*")
            .with("Access-Control-Allow-Headers", "*")
    }),
    has: &[Flaw::Check("authorization-not-listed")],
    may: &[Flaw::Star],
    attacks: &[Attack::reads_public("https://evil.example")],
    ..Animal::CORRECT
};
