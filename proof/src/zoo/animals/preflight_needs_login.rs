//! Answers preflights 401, although none can have credentials.

use crate::zoo::{Animal, Answer, Does, Flaw};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "preflight-needs-login",
    is: "answers preflights 401, although none can have credentials",
    does: Does::Answer(|asked| {
        let answer = Answer::trust(asked, |_| false);
        if asked.is_preflight() {
            return answer.status(401).with("WWW-Authenticate", "Basic realm=zoo");
        }
        answer
    }),
    has: &[Flaw::Check("preflight-fails")],
    may: &[Flaw::Trusted],
    ..Animal::CORRECT
};
