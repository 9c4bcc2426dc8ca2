//! Resets a connection before it is used.

use corsmith_scan::FailureKind;

use crate::zoo::{Animal, Does, Flaw};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "resets-at-once",
    is: "resets a connection before it is used",
    does: Does::Rude(|wire| {
        wire.reset();
        Ok(())
    }),
    has: &[Flaw::Check("no-connection")],
    fails: &[FailureKind::Connection],
    ..Animal::HOSTILE
};
