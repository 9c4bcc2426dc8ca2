//! Redirects to loopback by IPv6 and over TLS.

use corsmith_scan::FailureKind;

use crate::zoo::{Animal, Answer, Does, Flaw};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "redirects-to-loopback-over-tls",
    is: "redirects to loopback by IPv6 and over TLS",
    does: Does::Answer(|asked| Answer::page(asked).status(302).with("Location", "https://[::1]/")),
    has: &[Flaw::Check("redirect-to-forbidden-address")],
    fails: &[FailureKind::Forbidden],
    ..Animal::CORRECT
};
