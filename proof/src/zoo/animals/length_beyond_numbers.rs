//! Says a length that no number holds.

use corsmith_scan::FailureKind;

use crate::zoo::{Animal, Does, Flaw};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "length-beyond-numbers",
    is: "says a length that no number holds",
    does: Does::Rude(|wire| {
        while wire.ask()?.is_some() {
            wire.say("HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999999999\r\n\r\nhalf")?;
        }
        Ok(())
    }),
    has: &[Flaw::Check("malformed-answer")],
    fails: &[FailureKind::Malformed],
    ..Animal::HOSTILE
};
