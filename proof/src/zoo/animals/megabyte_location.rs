//! Redirects to an address of a megabyte.

use corsmith_scan::FailureKind;

use crate::zoo::{Animal, Does, Flaw};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "megabyte-location",
    is: "redirects to an address of a megabyte",
    does: Does::Rude(|wire| {
        wire.ask()?;
        wire.say("HTTP/1.1 302 Found\r\nLocation: /")?;
        wire.say("x".repeat(1_000_000))?;
        wire.say("\r\nContent-Length: 0\r\n\r\n")
    }),
    has: &[Flaw::Check("oversized-answer")],
    fails: &[FailureKind::TooLarge],
    ..Animal::HOSTILE
};
