//! Accepts hosts that begin with its registrable domain.

use crate::zoo::{Animal, Answer, Attack, Does, Flaw};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "prefix-of-domain",
    is: "accepts hosts that begin with its registrable domain",
    does: Does::Answer(|asked| {
        Answer::trust(asked, |it| it.is_secure_host(|host| host.starts_with("example.com.")))
    }),
    has: &[Flaw::Prefix],
    attacks: &[
        Attack::reads("https://example.com.evil.example"),
        Attack::fails("https://evil.example"),
    ],
    ..Animal::CORRECT
};
