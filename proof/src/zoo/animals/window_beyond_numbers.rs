//! Opens its window further than a number goes.

use corsmith_scan::FailureKind;

use crate::zoo::frames::{Kind, frame, greet, request};
use crate::zoo::{Animal, Does, Flaw, Speaks};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "window-beyond-numbers",
    is: "opens its window further than a number goes",
    speaks: Speaks::Http2,
    does: Does::Rude(|wire| {
        greet(wire)?;
        request(wire)?;
        wire.say(frame(Kind::WindowUpdate, 0, 0, &[0x7f, 0xff, 0xff, 0xff]).repeat(2))?;
        wire.sulk()
    }),
    has: &[Flaw::Check("malformed-answer")],
    fails: &[FailureKind::Malformed],
    ..Animal::CORRECT
};
