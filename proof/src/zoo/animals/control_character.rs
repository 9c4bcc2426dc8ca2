//! Has a control character in a value, which browsers read and many clients refuse.

use crate::zoo::{Animal, Answer, Attack, Does, Flaw};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "control-character",
    is: "has a control character in a value, and reflects",
    does: Does::Answer(|asked| Answer::trust(asked, |_| true).with("X-Trace", "\u{1b}[31m")),
    has: &[Flaw::Stranger, Flaw::Check("malformed-answer")],
    may: &[Flaw::Trusted],
    attacks: &[Attack::reads("https://evil.example")],
    ..Animal::CORRECT
};
