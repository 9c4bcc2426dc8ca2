//! Accepts hosts that begin like an address of a private network.

use crate::zoo::{Animal, Answer, Attack, Does, Flaw};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "private-prefix",
    is: "accepts hosts that begin like an address of a private network",
    does: Does::Answer(|asked| Answer::trust(asked, |it| it.host().starts_with("192.168."))),
    has: &[Flaw::LocalhostPrefix],
    may: &[Flaw::Trusted],
    attacks: &[
        Attack::reads("https://192.168.0.1.evil.example"),
        Attack::fails("https://evil.example"),
    ],
    ..Animal::CORRECT
};
