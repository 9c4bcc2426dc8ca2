//! Returns the origin with a port after it, which equals none.

use crate::zoo::{Animal, Answer, Attack, Does, Flaw};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "adds-a-port",
    is: "returns the origin with a port after it, which equals none",
    does: Does::Answer(|asked| {
        let origin = asked
            .caller()
            .map_or(String::new(), |it| format!("{}://{}:4443", it.scheme(), it.host()));
        Answer::page(asked)
            .status(if asked.is_preflight() { 204 } else { 200 })
            .with("Access-Control-Allow-Origin", origin)
            .with("Access-Control-Allow-Credentials", "true")
            .with("Vary", "Origin")
    }),
    may: &[Flaw::InvalidAllowOrigin, Flaw::PreflightDisagrees, Flaw::Malformed, Flaw::OtherPort],
    attacks: &[Attack::fails("https://evil.example")],
    ..Animal::CORRECT
};
