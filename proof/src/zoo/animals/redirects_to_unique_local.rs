//! Redirects into the private network by IPv6.

use corsmith_scan::FailureKind;

use crate::zoo::{Animal, Answer, Does, Flaw};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "redirects-to-unique-local",
    is: "redirects into the private network by IPv6",
    does: Does::Answer(|asked| {
        Answer::page(asked).status(302).with("Location", "http://[fd00::1]/")
    }),
    has: &[Flaw::Check("redirect-to-plain-http"), Flaw::Check("redirect-to-forbidden-address")],
    fails: &[FailureKind::Forbidden],
    ..Animal::CORRECT
};
