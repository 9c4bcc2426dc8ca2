//! Resets the stream of each request.

use corsmith_scan::FailureKind;

use crate::zoo::frames::{Kind, frame, greet, request};
use crate::zoo::{Animal, Does, Flaw, Speaks};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "resets-stream",
    is: "resets the stream of each request",
    speaks: Speaks::Http2,
    does: Does::Rude(|wire| {
        greet(wire)?;
        while let Some(stream) = request(wire)? {
            wire.say(frame(Kind::Reset, 0, stream, &[0, 0, 0, 2]))?;
        }
        Ok(())
    }),
    has: &[Flaw::Check("no-connection")],
    fails: &[FailureKind::Connection],
    ..Animal::CORRECT
};
