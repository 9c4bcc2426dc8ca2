//! Sends a gigabyte of zeros, compressed to one megabyte.

use crate::zoo::bomb::{self, Coding};
use crate::zoo::flaw::{BARE, BARE_NOTES};
use crate::zoo::{Animal, Does};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "gzip-bomb",
    is: "sends a gigabyte of zeros, compressed to one megabyte",
    does: Does::Rude(|wire| {
        while wire.ask()?.is_some() {
            bomb::drop_on(wire, Coding::Gzip)?;
        }
        Ok(())
    }),
    has: BARE,
    may: BARE_NOTES,
    ..Animal::HOSTILE
};
