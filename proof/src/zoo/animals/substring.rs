//! Accepts hosts that are a part of its own.

use crate::zoo::{Animal, Answer, Attack, Does, Flaw};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "substring",
    is: "accepts hosts that are a part of its own",
    does: Does::Answer(|asked| {
        Answer::trust(asked, |it| {
            it.is_secure_host(|host| {
                host.len() > 4 && host.contains('.') && asked.host().contains(host)
            })
        })
    }),
    has: &[Flaw::Truncated],
    may: &[Flaw::Trusted],
    attacks: &[Attack::fails("https://evil.example")],
    ..Animal::CORRECT
};
