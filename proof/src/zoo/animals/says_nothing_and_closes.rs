//! Takes a request and closes.

use corsmith_scan::FailureKind;

use crate::zoo::{Animal, Does, Flaw};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "says-nothing-and-closes",
    is: "takes a request and closes",
    does: Does::Rude(|wire| wire.ask().map(drop)),
    has: &[Flaw::Check("no-connection")],
    fails: &[FailureKind::Connection],
    ..Animal::HOSTILE
};
