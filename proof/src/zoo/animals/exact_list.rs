//! Knows its front end by its exact origin and says that answers depend on it.

use crate::zoo::{Animal, Answer, Attack, Does, Flaw};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "exact-list",
    is: "knows its front end by its exact origin and says that answers depend on it",
    does: Does::Answer(|asked| Answer::trust(asked, |_| false)),
    may: &[Flaw::Trusted],
    attacks: &[
        Attack::fails("https://evil.example"),
        Attack::fails("https://evil.example").sandboxed(),
        Attack::fails("https://sub.{host}"),
        Attack::reads("https://app.example.org"),
    ],
    ..Animal::CORRECT
};
