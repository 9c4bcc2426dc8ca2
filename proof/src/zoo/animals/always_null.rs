//! Answers `null` to everybody, which an opaque origin equals.

use crate::zoo::{Animal, Answer, Attack, Does, Flaw};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "always-null",
    is: "answers `null` to everybody, which an opaque origin equals",
    does: Does::Answer(|asked| {
        let answer = if asked.is_preflight() { Answer::bare(204) } else { Answer::page(asked) };
        answer
            .with("Access-Control-Allow-Origin", "null")
            .with("Access-Control-Allow-Credentials", "true")
    }),
    has: &[Flaw::Null],
    attacks: &[
        Attack::reads("https://evil.example").sandboxed(),
        Attack::fails("https://evil.example"),
    ],
    ..Animal::CORRECT
};
