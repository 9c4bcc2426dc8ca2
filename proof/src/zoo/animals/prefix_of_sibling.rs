//! Accepts hosts that begin with that of the site beside it.

use crate::zoo::{Animal, Answer, Attack, Does, Flaw};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "prefix-of-sibling",
    is: "accepts hosts that begin with that of the site beside it",
    does: Does::Answer(|asked| {
        Answer::trust(asked, |it| it.is_secure_host(|host| host.starts_with("www.example.org")))
    }),
    has: &[Flaw::Prefix],
    may: &[Flaw::Trusted, Flaw::SpecialCharacter],
    attacks: &[
        Attack::reads("https://www.example.org.evil.example"),
        Attack::fails("https://evil.example"),
    ],
    ..Animal::CORRECT
};
