//! Says fields without end.

use corsmith_scan::FailureKind;

use crate::zoo::{Animal, Does, Flaw};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "endless-head",
    is: "says fields without end",
    does: Does::Rude(|wire| {
        wire.ask()?;
        wire.say("HTTP/1.1 200 OK\r\n")?;
        for number in 0_u64.. {
            wire.say(format!("X-{number}: {number}\r\n"))?;
        }
        Ok(())
    }),
    has: &[Flaw::Check("oversized-answer")],
    fails: &[FailureKind::TooLarge],
    ..Animal::HOSTILE
};
