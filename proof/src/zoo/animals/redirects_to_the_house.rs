//! Redirects into the private network, over TLS.

use corsmith_scan::FailureKind;

use crate::zoo::{Animal, Answer, Does, Flaw};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "redirects-to-the-house",
    is: "redirects into the private network, over TLS",
    does: Does::Answer(|asked| {
        Answer::page(asked).status(302).with("Location", "https://192.168.0.1/")
    }),
    has: &[Flaw::Check("redirect-to-forbidden-address")],
    fails: &[FailureKind::Forbidden],
    ..Animal::CORRECT
};
