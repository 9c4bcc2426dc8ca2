//! Is correct at its root and returns whatever origin asks at one path of its API.

use crate::zoo::{Animal, Answer, Attack, Does, Flaw};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "one-path-reflects",
    is: "is correct at its root and returns whatever origin asks at one path of its API",
    does: Does::Answer(|asked| Answer::trust(asked, |_| asked.path() == "/api/me")),
    has: &[Flaw::Stranger],
    may: &[Flaw::Trusted],
    attacks: &[
        Attack::fails("https://evil.example"),
        Attack::reads("https://evil.example").at("/api/me"),
    ],
    paths: &["/api/me"],
    ..Animal::CORRECT
};
