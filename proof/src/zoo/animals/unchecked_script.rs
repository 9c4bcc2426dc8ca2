//! Loads a stranger's script without checking what it is.

use crate::zoo::{Animal, Answer, Does, Flaw};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "unchecked-script",
    is: "loads a stranger's script without checking what it is",
    does: Does::Answer(|asked| {
        Answer::page(asked).body("<!doctype html><html lang=en><title>Zoo</title><script src=https://cdn.example/a.js></script></html>")
    }),
    has: &[Flaw::Check("foreign-script-without-integrity")],
    ..Animal::CORRECT
};
