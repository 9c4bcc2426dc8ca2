//! Says its settings without end.

use corsmith_scan::FailureKind;

use crate::zoo::frames::{Kind, frame, greet, request};
use crate::zoo::{Animal, Does, Flaw, Speaks};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "settings-flood",
    is: "says its settings without end",
    speaks: Speaks::Http2,
    does: Does::Rude(|wire| {
        greet(wire)?;
        request(wire)?;
        let settings = frame(Kind::Settings, 0, 0, &[0, 3, 0, 0, 0, 100]).repeat(1000);
        loop {
            wire.say(&settings)?;
        }
    }),
    has: &[Flaw::Check("late-answer")],
    fails: &[FailureKind::Timeout],
    ..Animal::CORRECT
};
