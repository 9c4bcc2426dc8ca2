//! Redirects to its front end and lets whoever asks read both.

use crate::zoo::{Animal, Answer, Attack, Does, Flaw};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "redirect-reflects",
    is: "redirects to its front end and lets whoever asks read both",
    does: Does::Answer(|asked| {
        let answer = Answer::trust(asked, |_| true);
        match (asked.is_preflight(), asked.path()) {
            (false, "/go") => answer.status(302).with("Location", "/"),
            _ => answer,
        }
    }),
    has: &[Flaw::Stranger, Flaw::Check("redirect-allows-strangers")],
    may: &[Flaw::Trusted],
    attacks: &[Attack::reads("https://evil.example").at("/go")],
    paths: &["/go"],
    ..Animal::CORRECT
};
