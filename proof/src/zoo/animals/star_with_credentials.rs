//! Sends `*` with credentials, which browsers refuse.

use crate::zoo::{Animal, Answer, Attack, Does, Flaw};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "star-with-credentials",
    is: "sends `*` with credentials, which browsers refuse",
    does: Does::Answer(|asked| {
        let answer = if asked.is_preflight() { Answer::bare(204) } else { Answer::page(asked) };
        answer
            .with("Access-Control-Allow-Origin", "*")
            .with("Access-Control-Allow-Credentials", "true")
    }),
    has: &[Flaw::StarWithCredentials],
    attacks: &[Attack::reads_public("https://evil.example")],
    ..Animal::CORRECT
};
