//! Exposes `*` with credentials, where it is only a name.

use crate::zoo::{Animal, Answer, Does, Flaw};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "exposes-star",
    is: "exposes `*` with credentials, where it is only a name",
    does: Does::Answer(|asked| {
        let answer = Answer::trust(asked, |_| false);
        if asked.is_preflight() {
            return answer;
        }
        answer.with("Access-Control-Expose-Headers", "*")
    }),
    has: &[Flaw::Check("exposes-fields")],
    may: &[Flaw::Trusted],
    ..Animal::CORRECT
};
