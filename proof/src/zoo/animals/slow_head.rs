//! Says a byte of its head each second.

use std::time::Duration;

use corsmith_scan::FailureKind;

use crate::zoo::{Animal, Does, Flaw};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "slow-head",
    is: "says a byte of its head each second",
    does: Does::Rude(|wire| {
        wire.ask()?;
        for byte in b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n" {
            wire.say([*byte])?;
            wire.pause(Duration::from_secs(1))?;
        }
        Ok(())
    }),
    has: &[Flaw::Check("late-answer")],
    fails: &[FailureKind::Timeout],
    ..Animal::HOSTILE
};
