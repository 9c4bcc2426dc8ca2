//! Has a carriage return in a field, which some take for the end of the line.

use corsmith_scan::FailureKind;

use crate::zoo::{Animal, Does, Flaw};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "bare-carriage-return",
    is: "has a carriage return in a field, which some take for the end of the line",
    does: Does::Rude(|wire| {
        while wire.ask()?.is_some() {
            wire.say("HTTP/1.1 200 OK\r\nX-Return: a\rSet-Cookie: b\r\nContent-Length: 0\r\n\r\n")?;
        }
        Ok(())
    }),
    has: &[Flaw::Check("malformed-answer")],
    fails: &[FailureKind::Malformed],
    ..Animal::HOSTILE
};
