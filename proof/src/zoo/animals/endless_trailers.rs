//! Says trailers without end after its body.

use crate::zoo::flaw::{BARE, BARE_NOTES};
use crate::zoo::{Animal, Does};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "endless-trailers",
    is: "says trailers without end after its body",
    does: Does::Rude(|wire| {
        wire.ask()?;
        wire.say(
            "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n",
        )?;
        wire.say("3\r\nzoo\r\n0\r\n")?;
        for number in 0_u64.. {
            wire.say(format!("X-{number}: {number}\r\n"))?;
        }
        Ok(())
    }),
    has: BARE,
    may: BARE_NOTES,
    ..Animal::HOSTILE
};
