//! Sends headers that no browser knows any more, and one that harms.

use crate::zoo::{Animal, Answer, Does, Flaw};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "old-headers",
    is: "sends headers that no browser knows any more, and one that harms",
    does: Does::Answer(|asked| {
        Answer::page(asked)
            .with("X-XSS-Protection", "1; mode=block")
            .with("Public-Key-Pins", "pin-sha256=\"x\"; max-age=5")
            .with("Expect-CT", "max-age=5")
            .with("Feature-Policy", "camera 'none'")
    }),
    has: &[
        Flaw::Check("feature-policy"),
        Flaw::Check("deprecated-field"),
        Flaw::Check("xss-protection"),
    ],
    ..Animal::CORRECT
};
