//! Closes before its body is as long as it said.

use crate::zoo::flaw::{BARE, BARE_NOTES};
use crate::zoo::{Animal, Does};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "promises-too-much",
    is: "closes before its body is as long as it said",
    does: Does::Rude(|wire| {
        wire.ask()?;
        wire.say("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 100\r\n\r\nhalf")
    }),
    has: BARE,
    may: BARE_NOTES,
    ..Animal::HOSTILE
};
