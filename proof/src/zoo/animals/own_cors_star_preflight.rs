//! Answers every preflight, also those of strangers, 204 without any permission.

use crate::zoo::{Animal, Answer, Attack, Does, Flaw};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "own-cors-star-preflight",
    is: "answers every preflight, also those of strangers, 204 without any permission",
    does: Does::Answer(|asked| {
        if asked.is_preflight() && asked.caller().is_some_and(|it| !it.is_own()) {
            return Answer::bare(204).with("Vary", "Origin");
        }
        Answer::trust(asked, |_| false)
    }),
    may: &[Flaw::Trusted],
    attacks: &[Attack::fails("https://evil.example")],
    ..Animal::CORRECT
};
