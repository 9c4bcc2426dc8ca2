//! Shows a certificate whose time is over.

use corsmith_scan::FailureKind;

use crate::zoo::{Animal, Certificate, Flaw, Speaks};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "expired-certificate",
    is: "shows a certificate whose time is over",
    speaks: Speaks::Https(Certificate::Expired),
    has: &[Flaw::Check("certificate-invalid")],
    fails: &[FailureKind::Certificate],
    ..Animal::CORRECT
};
