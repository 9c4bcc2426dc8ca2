//! Closes in the middle of its head.

use corsmith_scan::FailureKind;

use crate::zoo::{Animal, Does, Flaw};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "closes-in-head",
    is: "closes in the middle of its head",
    does: Does::Rude(|wire| {
        wire.ask()?;
        wire.say("HTTP/1.1 200 OK\r\nContent-Ty")
    }),
    has: &[Flaw::Check("no-connection")],
    fails: &[FailureKind::Connection],
    ..Animal::HOSTILE
};
