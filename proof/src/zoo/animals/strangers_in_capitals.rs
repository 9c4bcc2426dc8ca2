//! Returns whatever origin asks and says `True` for credentials.

use crate::zoo::{Animal, Answer, Attack, Credentials, Does, Flaw};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "strangers-in-capitals",
    is: "returns whatever origin asks and says `True` for credentials",
    does: Does::Answer(|asked| {
        Answer::allow(asked, Credentials::Omitted, |_| true)
            .with("Access-Control-Allow-Credentials", "True")
    }),
    has: &[Flaw::Check("allow-credentials-not-true"), Flaw::StrangerPublic],
    attacks: &[Attack::reads_public("https://evil.example")],
    ..Animal::CORRECT
};
