//! Is too busy, and asks to be left alone for a year.

use crate::zoo::{Animal, Answer, Does, Flaw};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "asks-to-wait-a-year",
    is: "is too busy, and asks to be left alone for a year",
    does: Does::Answer(|asked| Answer::page(asked).status(503).with("Retry-After", "31536000")),
    has: &[Flaw::Check("server-error")],
    ..Animal::CORRECT
};
