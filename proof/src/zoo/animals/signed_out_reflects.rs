//! Returns whatever origin asks, and is 401 for everybody who is not signed in.

use crate::zoo::{Animal, Answer, Attack, Does, Flaw};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "signed-out-reflects",
    is: "returns whatever origin asks, and is 401 for everybody who is not signed in",
    does: Does::Answer(|asked| {
        let answer = Answer::trust(asked, |_| true);
        if asked.is_preflight() || asked.is_signed_in() {
            return answer;
        }
        answer.status(401).with("WWW-Authenticate", "Cookie")
    }),
    has: &[Flaw::Stranger],
    may: &[Flaw::Trusted],
    attacks: &[Attack::reads("https://evil.example")],
    ..Animal::CORRECT
};
