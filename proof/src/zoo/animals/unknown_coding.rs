//! Says a coding that nobody asked for, and sends what is none.

use crate::zoo::flaw::{BARE, BARE_NOTES};
use crate::zoo::{Animal, Does};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "unknown-coding",
    is: "says a coding that nobody asked for, and sends what is none",
    does: Does::Rude(|wire| {
        while wire.ask()?.is_some() {
            wire.say("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: zstd\r\nContent-Length: 4\r\n\r\n\x28zst")?;
        }
        Ok(())
    }),
    has: BARE,
    may: BARE_NOTES,
    ..Animal::HOSTILE
};
