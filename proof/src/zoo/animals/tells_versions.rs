//! Tells everybody the versions of what runs it.

use crate::zoo::{Animal, Answer, Does, Flaw};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "tells-versions",
    is: "tells everybody the versions of what runs it",
    does: Does::Answer(|asked| {
        Answer::page(asked).with("Server", "nginx/1.18.0").with("X-Powered-By", "PHP/7.2.1")
    }),
    has: &[Flaw::Check("server-version"), Flaw::Check("powered-by")],
    ..Animal::CORRECT
};
