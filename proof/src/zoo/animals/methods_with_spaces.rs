//! Lists the methods of its preflights with spaces between them.

use crate::zoo::{Animal, Answer, Does, Flaw};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "methods-with-spaces",
    is: "lists the methods of its preflights with spaces between them",
    does: Does::Answer(|asked| {
        let answer = Answer::trust(asked, |_| false);
        if answer.status != 204 {
            return answer;
        }
        answer
            .without("Access-Control-Allow-Methods")
            .with("Access-Control-Allow-Methods", "GET PUT DELETE")
    }),
    has: &[Flaw::Check("malformed-list")],
    may: &[Flaw::Trusted],
    ..Animal::CORRECT
};
