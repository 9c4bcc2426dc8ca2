//! Answers the first message of TLS with an alert.

use corsmith_scan::FailureKind;

use crate::zoo::{Animal, Does, Flaw, Speaks};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "tls-alert",
    is: "answers the first message of TLS with an alert",
    speaks: Speaks::Bytes,
    does: Does::Rude(|wire| {
        wire.take(16)?;
        wire.say([0x15, 3, 3, 0, 2, 2, 40])
    }),
    has: &[Flaw::Check("no-connection")],
    fails: &[FailureKind::Handshake],
    ..Animal::HOSTILE
};
