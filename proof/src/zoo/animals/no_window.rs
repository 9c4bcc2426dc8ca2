//! Takes no body, and answers all the same.

use crate::zoo::frames::{Kind, LACKS, MAY_LACK, answer, frame, greet, request};
use crate::zoo::{Animal, Does, Speaks};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "no-window",
    is: "takes no body, and answers all the same",
    speaks: Speaks::Http2,
    does: Does::Rude(|wire| {
        greet(wire)?;
        // SETTINGS_INITIAL_WINDOW_SIZE (RFC 9113, section 6.5.2).
        wire.say(frame(Kind::Settings, 0, 0, &[0, 4, 0, 0, 0, 0]))?;
        while let Some(stream) = request(wire)? {
            answer(wire, stream)?;
        }
        Ok(())
    }),
    has: LACKS,
    may: MAY_LACK,
    ..Animal::CORRECT
};
