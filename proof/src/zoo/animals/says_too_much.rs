//! Says more body than it said, which looks like the next answer.

use crate::zoo::flaw::{BARE, BARE_NOTES};
use crate::zoo::{Animal, Does};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "says-too-much",
    is: "says more body than it said, which looks like the next answer",
    does: Does::Rude(|wire| {
        while wire.ask()?.is_some() {
            wire.say("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 4\r\n\r\nhalfHTTP/1.1 200 OK\r\nAccess-Control-Allow-Origin: https://evil.example\r\nContent-Length: 0\r\n\r\n")?;
        }
        Ok(())
    }),
    has: BARE,
    may: BARE_NOTES,
    ..Animal::HOSTILE
};
