//! Returns the origin with a port after it, which equals none.

use crate::zoo::{Animal, Answer, Attack, Does, Flaw};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "adds-a-port",
    is: "returns the origin with a port after it, also after the one that it has, which equals none",
    does: Does::Answer(|asked| {
        let answer = if asked.is_preflight() { Answer::bare(204) } else { Answer::page(asked) };
        let answer = answer.with("Vary", "Origin");
        let Some(caller) = asked.caller() else { return answer };
        answer
            .with("Access-Control-Allow-Origin", format!("{}:4443", caller.text))
            .with("Access-Control-Allow-Credentials", "true")
    }),
    has: &[Flaw::InvalidAllowOrigin],
    attacks: &[Attack::fails("https://evil.example"), Attack::fails("https://evil.example:8443")],
    ..Animal::CORRECT
};
