//! Accepts hosts that end with its registrable domain, also without a dot before it.

use crate::zoo::{Animal, Answer, Attack, DOMAIN, Does, Flaw};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "suffix",
    is: "accepts hosts that end with its registrable domain, also without a dot before it",
    does: Does::Answer(|asked| {
        Answer::trust(asked, |it| {
            it.is_secure_host(|host| {
                host.strip_suffix(DOMAIN)
                    .is_some_and(|rest| !rest.is_empty() && !rest.ends_with('.'))
            })
        })
    }),
    has: &[Flaw::Suffix],
    may: &[Flaw::Trusted],
    attacks: &[Attack::reads("https://evilexample.org"), Attack::fails("https://evil.example.org")],
    ..Animal::CORRECT
};
