//! Resets in the middle of its head.

use std::time::Duration;

use corsmith_scan::FailureKind;

use crate::zoo::{Animal, Does, Flaw};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "resets-in-head",
    is: "resets in the middle of its head",
    does: Does::Rude(|wire| {
        wire.ask()?;
        wire.say("HTTP/1.1 200 OK\r\nContent-Ty")?;
        wire.pause(Duration::from_millis(50))?;
        wire.reset();
        Ok(())
    }),
    has: &[Flaw::Check("no-connection")],
    fails: &[FailureKind::Connection],
    ..Animal::HOSTILE
};
