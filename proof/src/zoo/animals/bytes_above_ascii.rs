//! Has bytes above ASCII in a field, which are legal.

use crate::zoo::flaw::{BARE, BARE_NOTES};
use crate::zoo::{Animal, Does};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "bytes-above-ascii",
    is: "has bytes above ASCII in a field, which are legal",
    does: Does::Rude(|wire| {
        while wire.ask()?.is_some() {
            wire.say(b"HTTP/1.1 200 OK\r\nX-Name: \xe4\xf6\xff\r\nContent-Type: text/html\r\nContent-Length: 0\r\n\r\n")?;
        }
        Ok(())
    }),
    has: BARE,
    may: BARE_NOTES,
    ..Animal::HOSTILE
};
