//! Has two addresses, of which one is where the clouds tell a machine its secrets.

use corsmith_scan::FailureKind;

use crate::zoo::{Animal, Answer, Does, Resolves};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "two-addresses",
    is: "has two addresses, of which one is where the clouds tell a machine its secrets",
    does: Does::Rude(|wire| {
        let Some(asked) = wire.ask()? else { return Ok(()) };
        wire.say(Answer::trust(&asked, |_| false).to_bytes(&asked.method))
    }),
    fails: &[FailureKind::Forbidden],
    resolves: Resolves::ToMetadataToo,
    ..Animal::HOSTILE
};
