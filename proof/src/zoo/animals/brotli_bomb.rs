//! Sends a gigabyte of zeros, compressed to thirteen kilobytes.

use crate::zoo::bomb::{self, Coding};
use crate::zoo::flaw::{BARE, BARE_NOTES};
use crate::zoo::{Animal, Does};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "brotli-bomb",
    is: "sends a gigabyte of zeros, compressed to thirteen kilobytes",
    does: Does::Rude(|wire| {
        while wire.ask()?.is_some() {
            bomb::drop_on(wire, Coding::Brotli)?;
        }
        Ok(())
    }),
    has: BARE,
    may: BARE_NOTES,
    ..Animal::HOSTILE
};
