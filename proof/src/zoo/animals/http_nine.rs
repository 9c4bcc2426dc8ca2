//! Answers with a page and no head at all, as one did at first.

use corsmith_scan::FailureKind;

use crate::zoo::{Animal, Does, Flaw};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "http-nine",
    is: "answers with a page and no head at all, as one did at first",
    does: Does::Rude(|wire| {
        wire.ask()?;
        wire.say("<!doctype html><title>Zoo</title>")
    }),
    has: &[Flaw::Check("malformed-answer")],
    fails: &[FailureKind::Malformed],
    ..Animal::HOSTILE
};
