//! Resets in the middle of its handshake.

use corsmith_scan::FailureKind;

use crate::zoo::{Animal, Does, Flaw, Speaks};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "resets-in-tls",
    is: "resets in the middle of its handshake",
    speaks: Speaks::Bytes,
    does: Does::Rude(|wire| {
        wire.take(16)?;
        wire.say([0x16, 3, 3])?;
        wire.reset();
        Ok(())
    }),
    has: &[Flaw::Check("no-connection")],
    fails: &[FailureKind::Connection],
    ..Animal::HOSTILE
};
