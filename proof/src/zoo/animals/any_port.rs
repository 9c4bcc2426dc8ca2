//! Accepts its own host on any port.

use crate::zoo::{Animal, Answer, Attack, Does, Flaw};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "any-port",
    is: "accepts its own host on any port",
    does: Does::Answer(|asked| {
        Answer::trust(asked, |it| it.scheme() == "https" && it.host() == asked.host())
    }),
    has: &[Flaw::OtherPort],
    may: &[Flaw::Check("malformed-origin-accepted"), Flaw::Trusted],
    attacks: &[Attack::reads("https://{host}:8443"), Attack::fails("https://evil.example")],
    ..Animal::CORRECT
};
