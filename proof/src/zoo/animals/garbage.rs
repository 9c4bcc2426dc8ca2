//! Says what is no HTTP.

use corsmith_scan::FailureKind;

use crate::zoo::{Animal, Does, Flaw};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "garbage",
    is: "says what is no HTTP",
    does: Does::Rude(|wire| {
        wire.ask()?;
        wire.say(b"\x16\x03\x01 SSH-2.0-zoo\r\n\xff\xfe\r\n\r\n")
    }),
    has: &[Flaw::Check("malformed-answer")],
    fails: &[FailureKind::Malformed],
    ..Animal::HOSTILE
};
