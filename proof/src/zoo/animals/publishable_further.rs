//! Accepts a host on which everybody can publish, and that few know.

use crate::zoo::{Animal, Answer, Attack, Does, Flaw};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "publishable-further",
    is: "accepts a host on which everybody can publish, and that few know",
    does: Does::Answer(|asked| {
        Answer::trust(asked, |it| it.is_secure_host(|host| host.ends_with(".lovable.app")))
    }),
    has: &[Flaw::Publishable],
    may: &[Flaw::Trusted],
    attacks: &[
        Attack::reads("https://somebody.lovable.app"),
        Attack::fails("https://evil.example"),
    ],
    ..Animal::CORRECT
};
