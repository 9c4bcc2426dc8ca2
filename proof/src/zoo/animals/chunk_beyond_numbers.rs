//! Says a chunk of a size that no number holds.

use crate::zoo::flaw::{BARE_NOTES, BARE_UNREAD};
use crate::zoo::{Animal, Does};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "chunk-beyond-numbers",
    is: "says a chunk of a size that no number holds",
    does: Does::Rude(|wire| {
        wire.ask()?;
        wire.say(
            "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n",
        )?;
        wire.say("fffffffffffffffff\r\nzoo\r\n0\r\n\r\n")
    }),
    has: BARE_UNREAD,
    may: BARE_NOTES,
    ..Animal::HOSTILE
};
