//! Redirects with whatever origin asks, to a page that allows nobody.

use crate::zoo::{Animal, Answer, Attack, Does, Flaw};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "redirects-strangers",
    is: "redirects with whatever origin asks, to a page that allows nobody",
    does: Does::Answer(|asked| match asked.path() {
        "/" => Answer::trust(asked, |_| true)
            .status(if asked.is_preflight() { 204 } else { 302 })
            .with("Location", "/page"),
        _ => Answer::page(asked),
    }),
    may: &[Flaw::Check("redirect-allows-strangers")],
    attacks: &[Attack::fails("https://evil.example")],
    ..Animal::CORRECT
};
