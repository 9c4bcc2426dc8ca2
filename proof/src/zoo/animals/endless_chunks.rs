//! Says chunks of a few bytes without end.

use crate::zoo::flaw::{BARE, BARE_NOTES};
use crate::zoo::{Animal, Does};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "endless-chunks",
    is: "says chunks of a few bytes without end",
    does: Does::Rude(|wire| {
        wire.ask()?;
        wire.say(
            "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n",
        )?;
        let chunks = "8\r\nzoo zoo \r\n".repeat(1000);
        loop {
            wire.say(&chunks)?;
        }
    }),
    has: BARE,
    may: BARE_NOTES,
    ..Animal::HOSTILE
};
