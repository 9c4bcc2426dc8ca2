//! Accepts hosts that go on after its own with letters.

use crate::zoo::{Animal, Answer, Attack, Does, Flaw};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "prefix-without-dot",
    is: "accepts hosts that go on after its own with letters",
    does: Does::Answer(|asked| {
        Answer::trust(asked, |it| {
            it.is_secure_host(|host| {
                host.strip_prefix(asked.host())
                    .is_some_and(|rest| rest.starts_with(|it: char| it.is_ascii_alphabetic()))
            })
        })
    }),
    has: &[Flaw::Prefix],
    may: &[Flaw::Trusted],
    attacks: &[Attack::reads("https://{host}evil.example"), Attack::fails("https://evil.example")],
    ..Animal::CORRECT
};
