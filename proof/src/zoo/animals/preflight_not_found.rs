//! Answers preflights 404.

use crate::zoo::{Animal, Answer, Does, Flaw};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "preflight-not-found",
    is: "answers preflights 404",
    does: Does::Answer(|asked| {
        let answer = Answer::trust(asked, |_| false);
        if asked.is_preflight() {
            return answer.status(404);
        }
        answer
    }),
    has: &[Flaw::Check("preflight-fails")],
    may: &[Flaw::Trusted],
    ..Animal::CORRECT
};
