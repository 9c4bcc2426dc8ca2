//! Accepts a host on which everybody can publish.

use crate::zoo::{Animal, Answer, Attack, Does, Flaw};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "publishable",
    is: "accepts a host on which everybody can publish",
    does: Does::Answer(|asked| {
        Answer::trust(asked, |it| it.is_secure_host(|host| host.ends_with(".github.io")))
    }),
    has: &[Flaw::Publishable],
    may: &[Flaw::Trusted],
    attacks: &[Attack::reads("https://somebody.github.io"), Attack::fails("https://evil.example")],
    ..Animal::CORRECT
};
