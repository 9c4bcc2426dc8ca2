//! Sets ten thousand cookies.

use corsmith_scan::FailureKind;

use crate::zoo::{Animal, Answer, Does, Flaw};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "cookies-by-thousands",
    is: "sets ten thousand cookies",
    does: Does::Answer(|asked| {
        (0..10_000)
            .fold(Answer::page(asked), |it, number| it.with("Set-Cookie", format!("c{number}=1")))
    }),
    has: &[Flaw::Check("oversized-answer")],
    fails: &[FailureKind::TooLarge],
    ..Animal::CORRECT
};
