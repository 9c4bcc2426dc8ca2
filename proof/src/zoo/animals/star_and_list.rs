//! Sends `*` in its preflights and its own list in its answers.

use crate::zoo::{Animal, Answer, Attack, Does, Flaw};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "star-and-list",
    is: "sends `*` in its preflights and its own list in its answers",
    does: Does::Answer(|asked| {
        if asked.is_preflight() {
            return Answer::bare(204)
                .with("Access-Control-Allow-Origin", "*")
                .with("Access-Control-Allow-Methods", "GET");
        }
        Answer::trust(asked, |_| false)
    }),
    has: &[Flaw::Check("preflight-credentials-differ"), Flaw::Check("preflight-allows-too-much")],
    may: &[Flaw::Trusted],
    attacks: &[Attack::fails("https://evil.example")],
    ..Animal::CORRECT
};
