//! Lets the opaque origin read what everybody may read who reaches the server.

use crate::zoo::{Animal, Answer, Attack, Credentials, Does, Flaw};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "null-without-credentials",
    is: "lets the opaque origin read what everybody may read who reaches the server",
    does: Does::Answer(|asked| {
        Answer::allow(asked, Credentials::Omitted, |it| it.is_own() || it.text == "null")
    }),
    has: &[Flaw::Null],
    attacks: &[Attack::reads_public("https://evil.example").sandboxed()],
    ..Animal::CORRECT
};
