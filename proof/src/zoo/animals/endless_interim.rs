//! Says interim answers without end.

use corsmith_scan::FailureKind;

use crate::zoo::{Animal, Does, Flaw};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "endless-interim",
    is: "says interim answers without end",
    does: Does::Rude(|wire| {
        wire.ask()?;
        loop {
            wire.say("HTTP/1.1 103 Early Hints\r\nLink: </a>; rel=preload\r\n\r\n")?;
        }
    }),
    has: &[Flaw::Check("oversized-answer")],
    fails: &[FailureKind::TooLarge],
    ..Animal::HOSTILE
};
