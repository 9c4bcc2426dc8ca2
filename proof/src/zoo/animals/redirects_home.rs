//! Leads visitors from its root to its page, and is correct there.

use crate::zoo::{Animal, Answer, Does, Flaw};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "redirects-home",
    is: "leads visitors from its root to its page, and is correct there",
    does: Does::Answer(|asked| match asked.path() {
        "/" => Answer::page(asked).status(302).with("Location", "/app"),
        _ => Answer::trust(asked, |_| false),
    }),
    may: &[Flaw::Trusted],
    ..Animal::CORRECT
};
