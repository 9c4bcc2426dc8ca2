//! Sends a pattern where browsers compare bytes.

use crate::zoo::{Animal, Answer, Attack, Does, Flaw};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "wildcard-pattern",
    is: "sends a pattern where browsers compare bytes",
    does: Does::Answer(|asked| {
        let answer = if asked.is_preflight() { Answer::bare(204) } else { Answer::page(asked) };
        answer.with("Access-Control-Allow-Origin", "https://*.example.org")
    }),
    has: &[Flaw::InvalidAllowOrigin],
    attacks: &[Attack::fails("https://sub.example.org")],
    ..Animal::CORRECT
};
