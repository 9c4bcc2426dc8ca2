//! Pings without end.

use corsmith_scan::FailureKind;

use crate::zoo::frames::{Kind, frame, greet, request};
use crate::zoo::{Animal, Does, Flaw, Speaks};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "ping-flood",
    is: "pings without end",
    speaks: Speaks::Http2,
    does: Does::Rude(|wire| {
        greet(wire)?;
        request(wire)?;
        let pings = frame(Kind::Ping, 0, 0, &[7; 8]).repeat(1000);
        loop {
            wire.say(&pings)?;
        }
    }),
    has: &[Flaw::Check("late-answer")],
    fails: &[FailureKind::Timeout],
    ..Animal::CORRECT
};
