//! Continues its fields without end, and with nothing.

use corsmith_scan::FailureKind;

use crate::zoo::frames::{Kind, frame, greet, page_fields, request};
use crate::zoo::{Animal, Does, Flaw, Speaks};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "empty-continuations",
    is: "continues its fields without end, and with nothing",
    speaks: Speaks::Http2,
    does: Does::Rude(|wire| {
        greet(wire)?;
        let stream = request(wire)?.unwrap_or(1);
        wire.say(frame(Kind::Headers, 0, stream, &page_fields()))?;
        let more = frame(Kind::Continuation, 0, stream, &[]).repeat(1000);
        loop {
            wire.say(&more)?;
        }
    }),
    has: &[Flaw::Check("malformed-answer")],
    fails: &[FailureKind::Malformed],
    ..Animal::CORRECT
};
