//! Sends its CORS fields with what is there and not with its errors.

use crate::zoo::{Animal, Answer, Attack, Does, Flaw};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "hidden-errors",
    is: "sends its CORS fields with what is there and not with its errors",
    does: Does::Answer(|asked| {
        let answer = Answer::trust(asked, |_| false);
        if asked.path() == "/" || asked.is_preflight() {
            return answer;
        }
        answer
            .status(404)
            .without("Access-Control-Allow-Origin")
            .without("Access-Control-Allow-Credentials")
    }),
    has: &[Flaw::Check("error-not-readable")],
    may: &[Flaw::Trusted],
    attacks: &[
        Attack::fails("https://evil.example"),
        Attack::fails("https://app.example.org").at("/missing"),
    ],
    ..Animal::CORRECT
};
