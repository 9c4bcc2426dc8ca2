//! Answers the first message of TLS with noise.

use corsmith_scan::FailureKind;

use crate::zoo::{Animal, Does, Flaw, Speaks};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "tls-garbage",
    is: "answers the first message of TLS with noise",
    speaks: Speaks::Bytes,
    does: Does::Rude(|wire| {
        wire.take(16)?;
        wire.say([0x16, 3, 3, 0xff, 0xff, 7, 7, 7, 7, 7, 7])?;
        wire.say([7; 16_384])
    }),
    has: &[Flaw::Check("no-connection")],
    fails: &[FailureKind::Handshake],
    ..Animal::HOSTILE
};
