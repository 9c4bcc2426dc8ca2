//! Never answers the first message of TLS.

use corsmith_scan::FailureKind;

use crate::zoo::{Animal, Does, Flaw, Speaks};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "tls-silent",
    is: "never answers the first message of TLS",
    speaks: Speaks::Bytes,
    does: Does::Rude(|wire| {
        wire.take(16)?;
        wire.sulk()
    }),
    has: &[Flaw::Check("late-answer")],
    fails: &[FailureKind::Timeout],
    ..Animal::HOSTILE
};
