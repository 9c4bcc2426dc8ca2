//! Says a status line without end.

use corsmith_scan::FailureKind;

use crate::zoo::{Animal, Does, Flaw};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "endless-line",
    is: "says a status line without end",
    does: Does::Rude(|wire| {
        wire.ask()?;
        wire.say("HTTP/1.1 200 ")?;
        loop {
            wire.say([b'x'; 16_384])?;
        }
    }),
    has: &[Flaw::Check("oversized-answer")],
    fails: &[FailureKind::TooLarge],
    ..Animal::HOSTILE
};
