//! Accepts hosts that begin with `localhost`.

use crate::zoo::{Animal, Answer, Attack, Does, Flaw};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "localhost-prefix",
    is: "accepts hosts that begin with `localhost`",
    does: Does::Answer(|asked| Answer::trust(asked, |it| it.host().starts_with("localhost."))),
    has: &[Flaw::LocalhostPrefix],
    may: &[Flaw::Trusted],
    attacks: &[
        Attack::reads("https://localhost.evil.example"),
        Attack::fails("https://evil.example"),
    ],
    ..Animal::CORRECT
};
