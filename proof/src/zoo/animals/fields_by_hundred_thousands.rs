//! Says a hundred thousand fields.

use corsmith_scan::FailureKind;

use crate::zoo::{Animal, Does, Flaw};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "fields-by-hundred-thousands",
    is: "says a hundred thousand fields",
    does: Does::Rude(|wire| {
        wire.ask()?;
        wire.say("HTTP/1.1 200 OK\r\n")?;
        wire.say("X-Field: 1\r\n".repeat(100_000))?;
        wire.say("Content-Length: 0\r\n\r\n")
    }),
    has: &[Flaw::Check("oversized-answer")],
    fails: &[FailureKind::TooLarge],
    ..Animal::HOSTILE
};
