//! Accepts hosts that begin with its registrable domain.

use crate::zoo::{Animal, Answer, Attack, Does, Flaw};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "prefix-of-domain",
    is: "accepts hosts that begin with its registrable domain",
    does: Does::Answer(|asked| {
        Answer::trust(asked, |it| it.is_secure_host(|host| host.starts_with("example.org.")))
    }),
    has: &[Flaw::Prefix],
    may: &[Flaw::Trusted],
    attacks: &[
        Attack::reads("https://example.org.evil.example"),
        Attack::fails("https://evil.example"),
    ],
    ..Animal::CORRECT
};
