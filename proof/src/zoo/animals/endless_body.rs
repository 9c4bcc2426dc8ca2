//! Says a body without end, as fast as it can.

use crate::zoo::flaw::{BARE, BARE_NOTES};
use crate::zoo::{Animal, Does};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "endless-body",
    is: "says a body without end, as fast as it can",
    does: Does::Rude(|wire| {
        wire.ask()?;
        wire.say("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")?;
        loop {
            wire.say([b'x'; 16_384])?;
        }
    }),
    has: BARE,
    may: BARE_NOTES,
    ..Animal::HOSTILE
};
