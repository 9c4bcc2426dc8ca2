//! Answers by HTTP/1.0 and closes.

use crate::zoo::flaw::{BARE, BARE_NOTES};
use crate::zoo::{Animal, Does};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "http-ten",
    is: "answers by HTTP/1.0 and closes",
    does: Does::Rude(|wire| {
        wire.ask()?;
        wire.say("HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\nzoo")
    }),
    has: BARE,
    may: BARE_NOTES,
    ..Animal::HOSTILE
};
