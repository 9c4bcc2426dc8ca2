//! Resets streams that nobody has opened, without end.

use corsmith_scan::FailureKind;

use crate::zoo::frames::{Kind, frame, greet, request};
use crate::zoo::{Animal, Does, Flaw, Speaks};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "reset-flood",
    is: "resets streams that nobody has opened, without end",
    speaks: Speaks::Http2,
    does: Does::Rude(|wire| {
        greet(wire)?;
        request(wire)?;
        let resets = frame(Kind::Reset, 0, 1, &[0, 0, 0, 8]).repeat(1000);
        loop {
            wire.say(&resets)?;
        }
    }),
    has: &[Flaw::Check("no-connection")],
    fails: &[FailureKind::Connection],
    ..Animal::CORRECT
};
