//! Allows its front end in preflights and nobody in answers.

use crate::zoo::{Animal, Answer, Attack, Does, Flaw};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "preflight-only",
    is: "allows its front end in preflights and nobody in answers",
    does: Does::Answer(|asked| {
        let answer = Answer::trust(asked, |_| false);
        if asked.is_preflight() {
            return answer;
        }
        answer.without("Access-Control-Allow-Origin").without("Access-Control-Allow-Credentials")
    }),
    has: &[Flaw::Check("preflight-allows-too-much")],
    attacks: &[Attack::fails("https://app.example.org")],
    ..Animal::CORRECT
};
