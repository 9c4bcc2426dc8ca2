//! Redirects to loopback behind a translator of addresses.

use corsmith_scan::FailureKind;

use crate::zoo::{Animal, Answer, Does, Flaw};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "redirects-to-translated-loopback",
    is: "redirects to loopback behind a translator of addresses",
    does: Does::Answer(|asked| {
        Answer::page(asked).status(302).with("Location", "http://[64:ff9b::7f00:1]/")
    }),
    has: &[Flaw::Check("redirect-to-plain-http"), Flaw::Check("redirect-to-forbidden-address")],
    fails: &[FailureKind::Forbidden],
    ..Animal::CORRECT
};
