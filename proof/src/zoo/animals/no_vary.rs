//! Is correct but for `Vary`.

use crate::zoo::{Animal, Answer, Attack, Does, Flaw};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "no-vary",
    is: "is correct but for `Vary`",
    does: Does::Answer(|asked| Answer::trust(asked, |_| false).without("Vary")),
    has: &[Flaw::Check("vary-origin-missing")],
    may: &[Flaw::Trusted],
    attacks: &[Attack::fails("https://evil.example")],
    ..Animal::CORRECT
};
