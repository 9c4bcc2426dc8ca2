//! Shows a certificate of another name.

use corsmith_scan::FailureKind;

use crate::zoo::{Animal, Certificate, Flaw, Speaks};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "wrong-certificate",
    is: "shows a certificate of another name",
    speaks: Speaks::Https(Certificate::OtherName),
    has: &[Flaw::Check("certificate-invalid")],
    fails: &[FailureKind::Certificate],
    ..Animal::CORRECT
};
