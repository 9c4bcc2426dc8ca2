//! Accepts its subdomains over plain HTTP, which anybody on the way can be.

use crate::zoo::{Animal, Answer, Attack, Does, Flaw};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "plain-subdomains",
    is: "accepts its subdomains over plain HTTP, which anybody on the way can be",
    does: Does::Answer(|asked| {
        Answer::trust(asked, |it| {
            it.scheme() == "http"
                && it.has_own_port()
                && it.host().ends_with(".example.org")
                && it.host() != asked.host()
        })
    }),
    has: &[Flaw::Insecure],
    may: &[Flaw::Trusted],
    attacks: &[Attack::reads("http://anything.example.org"), Attack::fails("https://evil.example")],
    ..Animal::CORRECT
};
