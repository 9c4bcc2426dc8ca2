//! Says two lengths of one body.

use corsmith_scan::FailureKind;

use crate::zoo::{Animal, Does, Flaw};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "two-lengths",
    is: "says two lengths of one body",
    does: Does::Rude(|wire| {
        while wire.ask()?.is_some() {
            wire.say("HTTP/1.1 200 OK\r\nContent-Length: 4\r\nContent-Length: 5\r\n\r\nhalf!")?;
        }
        Ok(())
    }),
    has: &[Flaw::Check("malformed-answer")],
    fails: &[FailureKind::Malformed],
    ..Animal::HOSTILE
};
