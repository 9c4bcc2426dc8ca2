//! Names one long field again and again, in a byte each.

use corsmith_scan::FailureKind;

use crate::zoo::frames::{END_HEADERS, END_STREAM, Kind, frame, greet, literal, request};
use crate::zoo::{Animal, Does, Flaw, Speaks};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "field-bomb",
    is: "names one long field again and again, in a byte each",
    speaks: Speaks::Http2,
    does: Does::Rude(|wire| {
        greet(wire)?;
        let stream = request(wire)?.unwrap_or(1);
        let mut block = vec![0x88];
        // Into the dynamic table, where it is number 62, and then by its number.
        let mut field = literal("x-bomb", &"x".repeat(126));
        field[0] = 0x40;
        block.extend(field);
        block.extend([0xbe; 12_000]);
        wire.say(frame(Kind::Headers, END_HEADERS | END_STREAM, stream, &block))?;
        request(wire).map(drop)
    }),
    has: &[Flaw::Check("malformed-answer")],
    fails: &[FailureKind::Malformed],
    ..Animal::CORRECT
};
