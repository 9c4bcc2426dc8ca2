//! Allows credentials in answers and not in preflights.

use crate::zoo::{Animal, Answer, Attack, Does, Flaw};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "preflight-without-credentials",
    is: "allows credentials in answers and not in preflights",
    does: Does::Answer(|asked| {
        let answer = Answer::trust(asked, |_| false);
        if asked.is_preflight() {
            return answer.without("Access-Control-Allow-Credentials");
        }
        answer
    }),
    has: &[Flaw::Check("preflight-credentials-differ")],
    may: &[Flaw::Trusted],
    attacks: &[Attack::reads("https://app.example.org")],
    ..Animal::CORRECT
};
