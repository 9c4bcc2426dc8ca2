//! Allows its front end and does not answer its own origin, which needs no permission.

use crate::zoo::{Animal, Answer, Attack, Credentials, Does, FRONT_END, Flaw};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "cross-origin-only",
    is: "allows its front end and does not answer its own origin, which needs no permission",
    does: Does::Answer(|asked| {
        Answer::allow(asked, Credentials::Included, |it| {
            it.is_secure_host(|host| host == FRONT_END)
        })
    }),
    may: &[Flaw::Trusted],
    attacks: &[Attack::reads("https://app.example.org"), Attack::fails("https://evil.example")],
    ..Animal::CORRECT
};
