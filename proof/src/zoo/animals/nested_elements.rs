//! Sends a page of a hundred thousand elements, one in the other.

use crate::zoo::{Animal, Answer, Does};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "nested-elements",
    is: "sends a page of a hundred thousand elements, one in the other",
    does: Does::Answer(|asked| Answer::page(asked).visited(asked, || "<b>".repeat(100_000))),
    ..Animal::CORRECT
};
