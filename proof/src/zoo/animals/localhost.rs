//! Accepts the developers' own machines.

use crate::zoo::{Animal, Answer, Attack, Does, Flaw};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "localhost",
    is: "accepts the developers' own machines",
    does: Does::Answer(|asked| Answer::trust(asked, |it| it.host() == "localhost")),
    has: &[Flaw::Localhost],
    may: &[Flaw::Trusted],
    attacks: &[Attack::reads("http://localhost:3000"), Attack::fails("https://evil.example")],
    ..Animal::CORRECT
};
