//! Says a chunk whose size is no number.

use crate::zoo::flaw::{BARE_NOTES, BARE_UNREAD};
use crate::zoo::{Animal, Does};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "broken-chunks",
    is: "says a chunk whose size is no number",
    does: Does::Rude(|wire| {
        wire.ask()?;
        wire.say("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nhalf\r\n")
    }),
    has: BARE_UNREAD,
    may: BARE_NOTES,
    ..Animal::HOSTILE
};
