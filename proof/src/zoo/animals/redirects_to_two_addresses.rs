//! Redirects to a name that has two addresses, of which one is where the clouds tell a machine its secrets.

use corsmith_scan::FailureKind;

use crate::zoo::{Animal, Answer, Does, Flaw};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "redirects-to-two-addresses",
    is: "redirects to a name that has two addresses, of which one is where the clouds tell a machine its secrets",
    does: Does::Answer(|asked| {
        Answer::page(asked).status(302).with("Location", "http://two-addresses.example.org/")
    }),
    has: &[Flaw::Check("redirect-to-plain-http"), Flaw::Check("redirect-to-forbidden-address")],
    fails: &[FailureKind::Forbidden],
    ..Animal::CORRECT
};
