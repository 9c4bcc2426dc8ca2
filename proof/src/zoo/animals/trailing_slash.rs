//! Sends its front end with a slash after it, which no origin has.

use crate::zoo::{Animal, Answer, Attack, Does, Flaw};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "trailing-slash",
    is: "sends its front end with a slash after it, which no origin has",
    does: Does::Answer(|asked| {
        let answer = if asked.is_preflight() { Answer::bare(204) } else { Answer::page(asked) };
        answer.with("Access-Control-Allow-Origin", "https://app.example.org/")
    }),
    has: &[Flaw::InvalidAllowOrigin],
    attacks: &[Attack::fails("https://app.example.org")],
    ..Animal::CORRECT
};
