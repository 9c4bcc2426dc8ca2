//! Leads visitors from plain HTTP to itself over TLS, as it should.

use crate::zoo::{Animal, Answer, Certificate, Does, Flaw, Speaks};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "redirects-to-tls",
    is: "leads visitors from plain HTTP to itself over TLS, as it should",
    speaks: Speaks::Both(Certificate::Valid),
    does: Does::Answer(|asked| match asked.secure_counterpart() {
        Some(origin) => Answer::bare(308).with("Location", format!("{origin}{}", asked.target)),
        None => Answer::trust(asked, |_| false),
    }),
    may: &[Flaw::Trusted],
    ..Animal::CORRECT
};
