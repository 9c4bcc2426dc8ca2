//! Says a byte of its body each second.

use std::time::Duration;

use crate::zoo::flaw::{BARE, BARE_NOTES};
use crate::zoo::{Animal, Does};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "slow-body",
    is: "says a byte of its body each second",
    does: Does::Rude(|wire| {
        wire.ask()?;
        wire.say("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")?;
        loop {
            wire.say("x")?;
            wire.pause(Duration::from_secs(1))?;
        }
    }),
    has: BARE,
    may: BARE_NOTES,
    ..Animal::HOSTILE
};
