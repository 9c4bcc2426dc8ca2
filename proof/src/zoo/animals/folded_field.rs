//! Goes on with a field on the next line, as one did long ago.

use crate::zoo::flaw::{BARE, BARE_NOTES};
use crate::zoo::{Animal, Does};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "folded-field",
    is: "goes on with a field on the next line, as one did long ago",
    does: Does::Rude(|wire| {
        while wire.ask()?.is_some() {
            wire.say("HTTP/1.1 200 OK\r\nX-Folded: a\r\n b\r\nContent-Type: text/html\r\nContent-Length: 0\r\n\r\n")?;
        }
        Ok(())
    }),
    has: BARE,
    may: BARE_NOTES,
    ..Animal::HOSTILE
};
