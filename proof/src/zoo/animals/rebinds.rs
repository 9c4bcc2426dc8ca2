//! Is at another address at the second look: where the clouds tell a machine its secrets.

use crate::zoo::{Animal, Answer, Does, Flaw, Resolves};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "rebinds",
    is: "is at another address at the second look: where the clouds tell a machine its secrets",
    does: Does::Rude(|wire| {
        let Some(asked) = wire.ask()? else { return Ok(()) };
        wire.say(Answer::trust(&asked, |_| false).to_bytes(&asked.method))
    }),
    has: &[Flaw::Check("no-https")],
    may: &[Flaw::Check("hsts-over-http")],
    resolves: Resolves::ToMetadataLater,
    ..Animal::HOSTILE
};
