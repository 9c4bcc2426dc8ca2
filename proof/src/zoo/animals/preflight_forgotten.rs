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
    has: &[Flaw::PreflightDisagrees],
    may: &[Flaw::MissingVary],
    attacks: &[Attack::reads("https://app.example.com")],
    ..Animal::CORRECT
};
