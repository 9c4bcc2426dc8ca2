//! Lets the opaque origin read.

use crate::zoo::{Animal, Answer, Attack, Does, Flaw};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "trusts-null",
    is: "lets the opaque origin read",
    does: Does::Answer(|asked| Answer::trust(asked, |it| it.text == "null")),
    has: &[Flaw::Null],
    may: &[Flaw::Trusted],
    attacks: &[
        Attack::reads("https://evil.example").sandboxed(),
        Attack::fails("https://evil.example"),
    ],
    ..Animal::CORRECT
};
