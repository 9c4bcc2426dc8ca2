//! Sends the field of the origin twice.

use crate::zoo::{Animal, Answer, Attack, Does, Flaw};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "origin-twice",
    is: "sends the field of the origin twice",
    does: Does::Answer(|asked| {
        Answer::trust(asked, |_| true)
            .with("Access-Control-Allow-Origin", "https://app.example.org")
    }),
    has: &[Flaw::InvalidAllowOrigin],
    attacks: &[Attack::fails("https://evil.example")],
    ..Animal::CORRECT
};
