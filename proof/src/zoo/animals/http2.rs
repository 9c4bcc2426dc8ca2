//! Speaks HTTP/2 as it should.

use crate::zoo::frames::{LACKS, MAY_LACK, answer, greet, request};
use crate::zoo::{Animal, Does, Speaks};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "http2",
    is: "speaks HTTP/2 as it should",
    speaks: Speaks::Http2,
    does: Does::Rude(|wire| {
        greet(wire)?;
        while let Some(stream) = request(wire)? {
            answer(wire, stream)?;
        }
        Ok(())
    }),
    has: LACKS,
    may: MAY_LACK,
    ..Animal::CORRECT
};
