//! Redirects preflights, which no browser follows.

use crate::zoo::{Animal, Answer, Does, Flaw};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "preflight-redirects",
    is: "redirects preflights, which no browser follows",
    does: Does::Answer(|asked| {
        let answer = Answer::trust(asked, |_| false);
        if asked.is_preflight() {
            return answer.status(301).with("Location", "/elsewhere");
        }
        answer
    }),
    has: &[Flaw::Check("preflight-fails")],
    may: &[Flaw::Trusted],
    ..Animal::CORRECT
};
