//! Loads a script over plain HTTP.

use crate::zoo::{Animal, Answer, Does, Flaw};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "mixed-content",
    is: "loads a script over plain HTTP",
    does: Does::Answer(|asked| {
        Answer::page(asked).body("<!doctype html><html lang=en><title>Zoo</title><script src=http://cdn.example/a.js></script></html>")
    }),
    has: &[Flaw::Check("mixed-content-blocked"), Flaw::Check("foreign-script-without-integrity")],
    ..Animal::CORRECT
};
