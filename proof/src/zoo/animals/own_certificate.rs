//! Shows a certificate that it signed itself.

use corsmith_scan::FailureKind;

use crate::zoo::{Animal, Certificate, Flaw, Speaks};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "own-certificate",
    is: "shows a certificate that it signed itself",
    speaks: Speaks::Https(Certificate::SelfSigned),
    has: &[Flaw::Check("certificate-invalid")],
    fails: &[FailureKind::Certificate],
    ..Animal::CORRECT
};
