//! Says interim answers without end.

use corsmith_scan::FailureKind;

use crate::zoo::frames::{END_HEADERS, Kind, frame, greet, literal, request};
use crate::zoo::{Animal, Does, Flaw, Speaks};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "http2-endless-interim",
    is: "says interim answers without end",
    speaks: Speaks::Http2,
    does: Does::Rude(|wire| {
        greet(wire)?;
        let stream = request(wire)?.unwrap_or(1);
        // `:status` as the literal 103, with the name of the static table.
        let mut block = vec![0x08, 3];
        block.extend(b"103");
        block.extend(literal("link", "</a.css>; rel=preload"));
        let more = frame(Kind::Headers, END_HEADERS, stream, &block).repeat(1000);
        loop {
            wire.say(&more)?;
        }
    }),
    has: &[Flaw::Check("late-answer")],
    fails: &[FailureKind::Timeout],
    ..Animal::CORRECT
};
