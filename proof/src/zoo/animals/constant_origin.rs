//! Allows one fixed origin, whoever asks.

use crate::zoo::{Animal, Answer, Attack, Does, Flaw};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "constant-origin",
    is: "allows one fixed origin, whoever asks",
    does: Does::Answer(|asked| {
        let answer = if asked.is_preflight() { Answer::bare(204) } else { Answer::page(asked) };
        answer
            .with("Access-Control-Allow-Origin", "https://app.example.org")
            .with("Access-Control-Allow-Credentials", "true")
    }),
    may: &[Flaw::Trusted],
    attacks: &[Attack::fails("https://evil.example"), Attack::reads("https://app.example.org")],
    ..Animal::CORRECT
};
