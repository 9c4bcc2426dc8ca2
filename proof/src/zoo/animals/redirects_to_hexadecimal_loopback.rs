//! Redirects to loopback, spelled with a hexadecimal number and without its zeros.

use corsmith_scan::FailureKind;

use crate::zoo::{Animal, Answer, Does, Flaw};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "redirects-to-hexadecimal-loopback",
    is: "redirects to loopback, spelled with a hexadecimal number and without its zeros",
    does: Does::Answer(|asked| Answer::page(asked).status(302).with("Location", "http://0x7f.1/")),
    has: &[Flaw::Check("redirect-to-forbidden-address")],
    fails: &[FailureKind::Forbidden],
    ..Animal::CORRECT
};
