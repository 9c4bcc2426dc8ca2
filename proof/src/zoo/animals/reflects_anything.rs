//! Returns whatever origin asks, with credentials.

use crate::zoo::{Animal, Answer, Attack, Does, Flaw};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "reflects-anything",
    is: "returns whatever origin asks, with credentials",
    does: Does::Answer(|asked| Answer::trust(asked, |_| true)),
    has: &[Flaw::Stranger],
    may: &[Flaw::Trusted],
    attacks: &[
        Attack::reads("https://evil.example"),
        Attack::reads("https://evil.example").sandboxed(),
    ],
    ..Animal::CORRECT
};
