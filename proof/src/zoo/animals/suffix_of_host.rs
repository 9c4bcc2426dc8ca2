//! Accepts hosts that end with its own host, which are below its own domain.

use crate::zoo::{Animal, Answer, Attack, Does, Flaw};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "suffix-of-host",
    is: "accepts hosts that end with its own host, which are below its own domain",
    does: Does::Answer(|asked| {
        Answer::trust(asked, |it| {
            it.is_secure_host(|host| {
                host.strip_suffix(asked.host())
                    .is_some_and(|rest| !rest.is_empty() && !rest.ends_with('.'))
            })
        })
    }),
    has: &[Flaw::SuffixOfHost],
    may: &[Flaw::Trusted],
    attacks: &[Attack::reads("https://evil{host}"), Attack::fails("https://evil.example")],
    ..Animal::CORRECT
};
