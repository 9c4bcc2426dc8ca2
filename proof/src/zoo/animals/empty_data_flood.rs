//! Says a body of nothing without end.

use crate::zoo::frames::{END_HEADERS, Kind, MAY_LACK, frame, greet, page_fields, request};
use crate::zoo::{Animal, Does, Flaw, Speaks};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "empty-data-flood",
    is: "says a body of nothing without end",
    speaks: Speaks::Http2,
    does: Does::Rude(|wire| {
        greet(wire)?;
        let stream = request(wire)?.unwrap_or(1);
        wire.say(frame(Kind::Headers, END_HEADERS, stream, &page_fields()))?;
        let more = frame(Kind::Data, 0, stream, &[]).repeat(1000);
        loop {
            wire.say(&more)?;
        }
    }),
    has: &[Flaw::Check("no-hsts"), Flaw::Check("framable"), Flaw::Check("incomplete-page")],
    may: MAY_LACK,
    ..Animal::CORRECT
};
