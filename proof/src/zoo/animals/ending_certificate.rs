//! Shows a certificate that ends in five days.

use crate::zoo::{Animal, Certificate, Flaw, Speaks};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "ending-certificate",
    is: "shows a certificate that ends in five days",
    speaks: Speaks::Https(Certificate::NearExpiry),
    has: &[Flaw::Check("certificate-expires-soon")],
    ..Animal::CORRECT
};
