//! Redirects to loopback, spelled with an octal number.

use corsmith_scan::FailureKind;

use crate::zoo::{Animal, Answer, Does, Flaw};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "redirects-to-octal-loopback",
    is: "redirects to loopback, spelled with an octal number",
    does: Does::Answer(|asked| {
        Answer::page(asked).status(302).with("Location", "http://0177.0.0.1/")
    }),
    has: &[Flaw::Check("redirect-to-forbidden-address")],
    fails: &[FailureKind::Forbidden],
    ..Animal::CORRECT
};
