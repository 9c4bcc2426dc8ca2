//! Accepts its own host with a dot after it, which is the same host.

use crate::zoo::{Animal, Answer, Attack, Does, Flaw};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "trailing-dot",
    is: "accepts its own host with a dot after it, which is the same host",
    does: Does::Answer(|asked| {
        Answer::trust(asked, |it| {
            it.is_secure_host(|host| host.strip_suffix('.') == Some(asked.host()))
        })
    }),
    has: &[Flaw::Check("malformed-origin-accepted")],
    may: &[Flaw::Trusted],
    attacks: &[Attack::fails("https://evil.example")],
    ..Animal::CORRECT
};
