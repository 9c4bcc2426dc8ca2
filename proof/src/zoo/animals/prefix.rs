//! Accepts hosts that begin with its own.

use crate::zoo::{Animal, Answer, Attack, Does, Flaw};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "prefix",
    is: "accepts hosts that begin with its own",
    does: Does::Answer(|asked| {
        Answer::trust(asked, |it| {
            it.is_secure_host(|host| host.starts_with(&format!("{}.", asked.host())))
        })
    }),
    has: &[Flaw::Prefix],
    may: &[Flaw::Trusted],
    attacks: &[Attack::reads("https://{host}.evil.example"), Attack::fails("https://evil.example")],
    ..Animal::CORRECT
};
