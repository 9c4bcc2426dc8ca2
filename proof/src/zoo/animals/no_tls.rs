//! Speaks plain HTTP where TLS is expected.

use corsmith_scan::FailureKind;

use crate::zoo::{Animal, Does, Flaw, Speaks};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "no-tls",
    is: "speaks plain HTTP where TLS is expected",
    speaks: Speaks::Bytes,
    does: Does::Rude(|wire| {
        wire.take(16)?;
        wire.say("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n")
    }),
    has: &[Flaw::Check("no-connection")],
    fails: &[FailureKind::Handshake],
    ..Animal::HOSTILE
};
