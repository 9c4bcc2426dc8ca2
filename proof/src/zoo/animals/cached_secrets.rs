//! Lets shared caches keep what it answers with credentials.

use crate::zoo::{Animal, Answer, Does, Flaw};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "cached-secrets",
    is: "lets shared caches keep what it answers with credentials",
    does: Does::Answer(|asked| {
        Answer::trust(asked, |_| false)
            .without("Cache-Control")
            .with("Cache-Control", "public, max-age=600")
    }),
    has: &[Flaw::Check("credentials-in-shared-cache")],
    may: &[Flaw::Trusted],
    ..Animal::CORRECT
};
