//! Says one field of a megabyte.

use corsmith_scan::FailureKind;

use crate::zoo::{Animal, Does, Flaw};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "megabyte-field",
    is: "says one field of a megabyte",
    does: Does::Rude(|wire| {
        wire.ask()?;
        wire.say("HTTP/1.1 200 OK\r\nX-Long: ")?;
        for _ in 0..64 {
            wire.say([b'x'; 16_384])?;
        }
        wire.say("\r\nContent-Length: 0\r\n\r\n")
    }),
    has: &[Flaw::Check("oversized-answer")],
    fails: &[FailureKind::TooLarge],
    ..Animal::HOSTILE
};
