//! Allows one fixed origin over plain HTTP, whoever asks.

use crate::zoo::{Animal, Answer, Attack, Does, Flaw};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "constant-plain-origin",
    is: "allows one fixed origin over plain HTTP, whoever asks",
    does: Does::Answer(|asked| {
        let answer = if asked.is_preflight() { Answer::bare(204) } else { Answer::page(asked) };
        answer
            .with("Access-Control-Allow-Origin", "http://intranet.example.org")
            .with("Access-Control-Allow-Credentials", "true")
    }),
    may: &[Flaw::Trusted, Flaw::Insecure],
    attacks: &[Attack::fails("https://evil.example")],
    ..Animal::CORRECT
};
