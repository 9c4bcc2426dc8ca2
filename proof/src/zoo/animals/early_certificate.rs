//! Shows a certificate whose time has not begun.

use corsmith_scan::FailureKind;

use crate::zoo::{Animal, Certificate, Flaw, Speaks};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "early-certificate",
    is: "shows a certificate whose time has not begun",
    speaks: Speaks::Https(Certificate::NotYetValid),
    has: &[Flaw::Check("certificate-invalid")],
    fails: &[FailureKind::Certificate],
    ..Animal::CORRECT
};
