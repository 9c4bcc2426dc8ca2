//! Says an extension of a chunk without end.

use crate::zoo::flaw::{BARE_NOTES, BARE_UNREAD};
use crate::zoo::{Animal, Does};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "endless-chunk-extension",
    is: "says an extension of a chunk without end",
    does: Does::Rude(|wire| {
        wire.ask()?;
        wire.say(
            "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n",
        )?;
        wire.say("3;zoo=")?;
        loop {
            wire.say([b'x'; 16_384])?;
        }
    }),
    has: BARE_UNREAD,
    may: BARE_NOTES,
    ..Animal::HOSTILE
};
