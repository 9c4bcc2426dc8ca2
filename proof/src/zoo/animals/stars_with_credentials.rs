//! Sends `*` for methods and headers with credentials, where it is only a name.

use crate::zoo::{Animal, Answer, Does, Flaw};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "stars-with-credentials",
    is: "sends `*` for methods and headers with credentials, where it is only a name",
    does: Does::Answer(|asked| {
        let answer = Answer::trust(asked, |_| false);
        if answer.status != 204 {
            return answer;
        }
        answer
            .without("Access-Control-Allow-Methods")
            .without("Access-Control-Allow-Headers")
            .with("Access-Control-Allow-Methods", "*")
            .with("Access-Control-Allow-Headers", "*")
    }),
    has: &[Flaw::Check("wildcard-list-with-credentials")],
    may: &[Flaw::Trusted],
    ..Animal::CORRECT
};
