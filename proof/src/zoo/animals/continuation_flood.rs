//! Continues its fields without end.

use corsmith_scan::FailureKind;

use crate::zoo::frames::{Kind, frame, greet, literal, page_fields, request};
use crate::zoo::{Animal, Does, Flaw, Speaks};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "continuation-flood",
    is: "continues its fields without end",
    speaks: Speaks::Http2,
    does: Does::Rude(|wire| {
        greet(wire)?;
        let stream = request(wire)?.unwrap_or(1);
        wire.say(frame(Kind::Headers, 0, stream, &page_fields()))?;
        let more = frame(Kind::Continuation, 0, stream, &literal("x-more", "more")).repeat(1000);
        loop {
            wire.say(&more)?;
        }
    }),
    has: &[Flaw::Check("malformed-answer")],
    fails: &[FailureKind::Malformed],
    ..Animal::CORRECT
};
