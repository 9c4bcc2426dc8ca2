//! Ends its lines with a line feed alone, which a client may take for an end.

use crate::zoo::flaw::{BARE, BARE_NOTES};
use crate::zoo::{Animal, Does};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "bare-line-feeds",
    is: "ends its lines with a line feed alone, which a client may take for an end",
    does: Does::Rude(|wire| {
        while wire.ask()?.is_some() {
            wire.say("HTTP/1.1 200 OK\nContent-Type: text/html\nContent-Length: 3\n\nzoo")?;
        }
        Ok(())
    }),
    has: BARE,
    may: BARE_NOTES,
    ..Animal::HOSTILE
};
