//! Lets everybody read without credentials, which is what `*` is for.

use crate::zoo::{Animal, Answer, Attack, Does, Flaw};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "static-star",
    is: "lets everybody read without credentials, which is what `*` is for",
    does: Does::Answer(|asked| {
        let answer = if asked.is_preflight() { Answer::bare(204) } else { Answer::page(asked) };
        answer.with("Access-Control-Allow-Origin", "*")
    }),
    may: &[Flaw::Star],
    attacks: &[Attack::reads_public("https://evil.example")],
    ..Animal::CORRECT
};
