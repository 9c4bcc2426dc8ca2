//! Takes a request and says nothing.

use corsmith_scan::FailureKind;

use crate::zoo::{Animal, Does, Flaw};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "silent",
    is: "takes a request and says nothing",
    does: Does::Rude(|wire| {
        wire.ask()?;
        wire.sulk()
    }),
    has: &[Flaw::Check("late-answer")],
    fails: &[FailureKind::Timeout],
    ..Animal::HOSTILE
};
