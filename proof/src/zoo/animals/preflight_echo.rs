//! Allows in its preflights whatever method and header it is asked for.

use crate::zoo::{Animal, Answer, Attack, Does, Flaw};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "preflight-echo",
    is: "allows in its preflights whatever method and header it is asked for",
    does: Does::Answer(|asked| {
        let answer = Answer::trust(asked, |_| false);
        let method = asked.header("access-control-request-method").unwrap_or_default();
        if answer.status != 204 {
            return answer;
        }
        let names = asked.header("access-control-request-headers").unwrap_or_default();
        answer
            .without("Access-Control-Allow-Methods")
            .without("Access-Control-Allow-Headers")
            .with("Access-Control-Allow-Methods", method)
            .with("Access-Control-Allow-Headers", names)
    }),
    has: &[Flaw::Check("preflight-echoes")],
    may: &[Flaw::Trusted],
    attacks: &[Attack::fails("https://evil.example")],
    ..Animal::CORRECT
};
