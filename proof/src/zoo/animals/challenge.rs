//! Asks whoever sends an `Origin` to prove that they are a person, as a service before the site does.

use crate::zoo::{Animal, Answer, Attack, Does, Flaw};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "challenge",
    is: "answers whoever sends an `Origin` with a challenge, as a service before the site does",
    does: Does::Answer(|asked| {
        if asked.caller().is_some() {
            let answer = Answer::page(asked).status(403).with("Vary", "Origin");
            return answer.with("cf-mitigated", "challenge");
        }
        Answer::trust(asked, |_| false)
    }),
    has: &[Flaw::Check("another-answers")],
    may: &[Flaw::Trusted, Flaw::Check("preflight-fails"), Flaw::Check("error-not-readable")],
    attacks: &[Attack::fails("https://evil.example")],
    ..Animal::CORRECT
};
