//! Opens its window by nothing, which is an error.

use corsmith_scan::FailureKind;

use crate::zoo::frames::{Kind, frame, greet, request};
use crate::zoo::{Animal, Does, Flaw, Speaks};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "window-of-nothing",
    is: "opens its window by nothing, which is an error",
    speaks: Speaks::Http2,
    does: Does::Rude(|wire| {
        greet(wire)?;
        request(wire)?;
        wire.say(frame(Kind::WindowUpdate, 0, 0, &[0; 4]))?;
        wire.sulk()
    }),
    has: &[Flaw::Check("malformed-answer")],
    fails: &[FailureKind::Malformed],
    ..Animal::CORRECT
};
