//! Says what is no frame.

use corsmith_scan::FailureKind;

use crate::zoo::frames::{greet, request};
use crate::zoo::{Animal, Does, Flaw, Speaks};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "http2-garbage",
    is: "says what is no frame",
    speaks: Speaks::Http2,
    does: Does::Rude(|wire| {
        greet(wire)?;
        request(wire)?;
        wire.say([0xff; 64])?;
        wire.sulk()
    }),
    has: &[Flaw::Check("malformed-answer")],
    fails: &[FailureKind::Malformed],
    ..Animal::CORRECT
};
