//! Lets pages of the internet ask into the private network.

use crate::zoo::{Animal, Answer, Does, Flaw};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "private-network",
    is: "lets pages of the internet ask into the private network",
    does: Does::Answer(|asked| {
        let answer = Answer::trust(asked, |_| false);
        if !asked.is_preflight() {
            return answer;
        }
        answer.with("Access-Control-Allow-Private-Network", "true")
    }),
    has: &[Flaw::Check("private-network-allowed")],
    may: &[Flaw::Trusted],
    ..Animal::CORRECT
};
