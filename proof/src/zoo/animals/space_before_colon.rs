//! Has a space before the colon of a field.

use corsmith_scan::FailureKind;

use crate::zoo::{Animal, Does, Flaw};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "space-before-colon",
    is: "has a space before the colon of a field",
    does: Does::Rude(|wire| {
        while wire.ask()?.is_some() {
            wire.say("HTTP/1.1 200 OK\r\nX-Space : a\r\nContent-Length: 0\r\n\r\n")?;
        }
        Ok(())
    }),
    has: &[Flaw::Check("malformed-answer")],
    fails: &[FailureKind::Malformed],
    ..Animal::HOSTILE
};
