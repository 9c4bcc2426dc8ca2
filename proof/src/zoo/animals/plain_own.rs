//! Accepts its own host over plain HTTP.

use crate::zoo::{Animal, Answer, Attack, Does, Flaw};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "plain-own",
    is: "accepts its own host over plain HTTP",
    does: Does::Answer(|asked| {
        Answer::trust(asked, |it| {
            it.scheme() == "http" && it.has_own_port() && it.host() == asked.host()
        })
    }),
    has: &[Flaw::Insecure],
    may: &[Flaw::Trusted],
    attacks: &[Attack::reads("http://{host}"), Attack::fails("https://evil.example")],
    ..Animal::CORRECT
};
