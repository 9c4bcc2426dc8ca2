//! Sends a gigabyte of zeros, deflated to one megabyte.

use crate::zoo::bomb::{self, Coding};
use crate::zoo::flaw::{BARE, BARE_NOTES};
use crate::zoo::{Animal, Does};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "deflate-bomb",
    is: "sends a gigabyte of zeros, deflated to one megabyte",
    does: Does::Rude(|wire| {
        while wire.ask()?.is_some() {
            bomb::drop_on(wire, Coding::Deflate)?;
        }
        Ok(())
    }),
    has: BARE,
    may: BARE_NOTES,
    ..Animal::HOSTILE
};
