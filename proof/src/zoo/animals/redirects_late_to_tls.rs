//! Leads visitors over plain HTTP first and then over TLS.

use crate::zoo::{Animal, Answer, Certificate, Does, Flaw, Speaks};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "redirects-late-to-tls",
    is: "leads visitors over plain HTTP first and then over TLS",
    speaks: Speaks::Both(Certificate::Valid),
    does: Does::Answer(|asked| match (asked.secure_counterpart(), asked.path()) {
        (Some(_), "/") => Answer::bare(302).with("Location", "/welcome"),
        (Some(origin), _) => {
            Answer::bare(308).with("Location", format!("{origin}{}", asked.target))
        }
        (None, _) => Answer::trust(asked, |_| false),
    }),
    has: &[Flaw::Check("http-redirects-to-http-first")],
    may: &[Flaw::Trusted],
    ..Animal::CORRECT
};
