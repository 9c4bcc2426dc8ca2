//! Accepts every subdomain of its registrable domain.

use crate::zoo::{Animal, Answer, Attack, Does, Flaw};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "any-subdomain",
    is: "accepts every subdomain of its registrable domain",
    does: Does::Answer(|asked| {
        Answer::trust(asked, |it| it.is_secure_host(|host| host.ends_with(".example.org")))
    }),
    has: &[Flaw::Subdomain],
    may: &[Flaw::Trusted, Flaw::SuffixOfHost],
    attacks: &[
        Attack::reads("https://taken-over.example.org"),
        Attack::fails("https://evil.example"),
    ],
    ..Animal::CORRECT
};
