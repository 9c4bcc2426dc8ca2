//! Returns whatever origin asks, without credentials.

use crate::zoo::{Animal, Answer, Attack, Credentials, Does, Flaw};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "reflects-without-credentials",
    is: "returns whatever origin asks, without credentials",
    does: Does::Answer(|asked| Answer::allow(asked, Credentials::Omitted, |_| true)),
    has: &[Flaw::StrangerPublic],
    attacks: &[Attack::reads_public("https://evil.example")],
    ..Animal::CORRECT
};
