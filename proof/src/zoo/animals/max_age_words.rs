//! Gives the age of its preflights in words.

use crate::zoo::{Animal, Answer, Does, Flaw};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "max-age-words",
    is: "gives the age of its preflights in words",
    does: Does::Answer(|asked| {
        let answer = Answer::trust(asked, |_| false);
        if answer.status != 204 {
            return answer;
        }
        answer.without("Access-Control-Max-Age").with("Access-Control-Max-Age", "ten minutes")
    }),
    has: &[Flaw::Check("max-age-invalid")],
    may: &[Flaw::Trusted],
    ..Animal::CORRECT
};
