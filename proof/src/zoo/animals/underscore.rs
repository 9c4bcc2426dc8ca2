//! Accepts an underscore after its own host, and whatever follows.

use crate::zoo::{Animal, Answer, Attack, Does, Flaw};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "underscore",
    is: "accepts an underscore after its own host, and whatever follows",
    does: Does::Answer(|asked| {
        Answer::trust(asked, |it| {
            it.is_secure_host(|host| {
                host.strip_prefix(asked.host()).is_some_and(|rest| rest.starts_with('_'))
            })
        })
    }),
    has: &[Flaw::SpecialCharacter],
    may: &[Flaw::Trusted],
    attacks: &[
        Attack::reads("https://{host}_.evil.example"),
        Attack::fails("https://evil.example"),
    ],
    ..Animal::CORRECT
};
