//! Sends zeros that were compressed four times, and says five times.

use crate::zoo::bomb::{self, Coding};
use crate::zoo::flaw::{BARE_NOTES, BARE_UNREAD};
use crate::zoo::{Animal, Does};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "nested-bomb",
    is: "sends zeros that were compressed four times, and says five times",
    does: Does::Rude(|wire| {
        while wire.ask()?.is_some() {
            bomb::drop_on(wire, Coding::Nested)?;
        }
        Ok(())
    }),
    has: BARE_UNREAD,
    may: BARE_NOTES,
    ..Animal::HOSTILE
};
