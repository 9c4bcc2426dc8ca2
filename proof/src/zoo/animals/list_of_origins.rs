//! Sends a list where browsers take one origin.

use crate::zoo::{Animal, Answer, Attack, Does, Flaw};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "list-of-origins",
    is: "sends a list where browsers take one origin",
    does: Does::Answer(|asked| {
        let answer = if asked.is_preflight() { Answer::bare(204) } else { Answer::page(asked) };
        answer
            .with("Access-Control-Allow-Origin", "https://app.example.org, https://evil.example")
            .with("Access-Control-Allow-Credentials", "true")
    }),
    has: &[Flaw::InvalidAllowOrigin],
    attacks: &[Attack::fails("https://evil.example")],
    ..Animal::CORRECT
};
