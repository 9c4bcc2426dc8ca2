//! Returns whatever origin asks and says `false` for credentials.

use crate::zoo::{Animal, Answer, Attack, Credentials, Does, Flaw};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "credentials-false",
    is: "returns whatever origin asks and says `false` for credentials",
    does: Does::Answer(|asked| {
        Answer::allow(asked, Credentials::Omitted, |_| true)
            .with("Access-Control-Allow-Credentials", "false")
    }),
    has: &[Flaw::StrangerPublic],
    attacks: &[Attack::reads_public("https://evil.example")],
    ..Animal::CORRECT
};
