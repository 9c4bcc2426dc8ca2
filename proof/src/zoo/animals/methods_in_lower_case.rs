//! Lists the methods of its preflights in lower case.

use crate::zoo::{Animal, Answer, Does, Flaw};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "methods-in-lower-case",
    is: "lists the methods of its preflights in lower case",
    does: Does::Answer(|asked| {
        let answer = Answer::trust(asked, |_| false);
        if answer.status != 204 {
            return answer;
        }
        answer
            .without("Access-Control-Allow-Methods")
            .with("Access-Control-Allow-Methods", "get, put, delete")
    }),
    has: &[Flaw::Check("method-in-lower-case")],
    may: &[Flaw::Trusted],
    ..Animal::CORRECT
};
