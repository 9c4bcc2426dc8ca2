//! Allows its front end in answers and knows no preflight.

use crate::zoo::{Animal, Answer, Attack, Does, Flaw};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "preflight-forgotten",
    is: "allows its front end in answers and knows no preflight",
    does: Does::Answer(|asked| {
        if asked.is_preflight() {
            return Answer::page(asked);
        }
        Answer::trust(asked, |_| false)
    }),
    has: &[Flaw::Check("preflight-refuses")],
    may: &[Flaw::Trusted],
    attacks: &[Attack::reads("https://app.example.org")],
    ..Animal::CORRECT
};
