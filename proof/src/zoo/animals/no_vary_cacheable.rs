//! Is correct but for `Vary`, and lets shared caches keep it.

use crate::zoo::{Animal, Answer, Attack, Does, Flaw};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "no-vary-cacheable",
    is: "is correct but for `Vary`, and lets shared caches keep it",
    does: Does::Answer(|asked| {
        Answer::trust_publicly(asked)
            .without("Vary")
            .without("Cache-Control")
            .with("Cache-Control", "public, max-age=600")
    }),
    has: &[Flaw::Check("vary-origin-missing")],
    attacks: &[Attack::fails("https://evil.example")],
    ..Animal::CORRECT
};
