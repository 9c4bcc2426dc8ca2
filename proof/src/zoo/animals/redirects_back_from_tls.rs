//! Leads visitors to itself over TLS, and from there back to plain HTTP.

use crate::zoo::{Animal, Answer, Certificate, Does, Flaw, Speaks};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "redirects-back-from-tls",
    is: "leads visitors to itself over TLS, and from there back to plain HTTP",
    speaks: Speaks::Both(Certificate::Valid),
    does: Does::Answer(|asked| match (&asked.counterpart, asked.path()) {
        (Some(origin), "/") => Answer::bare(302).with("Location", format!("{origin}/app")),
        (Some(origin), _) if asked.secure_counterpart().is_none() => {
            Answer::bare(302).with("Location", format!("{origin}/page"))
        }
        _ => Answer::page(asked).without("Strict-Transport-Security"),
    }),
    has: &[Flaw::Check("redirect-to-plain-http")],
    ..Animal::CORRECT
};
