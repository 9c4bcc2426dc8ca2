//! Takes a request and resets.

use corsmith_scan::FailureKind;

use crate::zoo::{Animal, Does, Flaw};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "resets-after-request",
    is: "takes a request and resets",
    does: Does::Rude(|wire| {
        wire.ask()?;
        wire.reset();
        Ok(())
    }),
    has: &[Flaw::Check("no-connection")],
    fails: &[FailureKind::Connection],
    ..Animal::HOSTILE
};
