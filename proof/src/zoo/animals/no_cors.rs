//! Knows nothing of CORS.

use crate::zoo::{Animal, Attack};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "no-cors",
    is: "knows nothing of CORS",
    attacks: &[Attack::fails("https://evil.example")],
    ..Animal::CORRECT
};
