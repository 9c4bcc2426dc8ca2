//! Accepts every extension of a browser.

use crate::zoo::{Animal, Answer, Attack, Does, Flaw};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "extensions",
    is: "accepts every extension of a browser",
    does: Does::Answer(|asked| Answer::trust(asked, |it| it.scheme() == "chrome-extension")),
    has: &[Flaw::FileOrExtension],
    may: &[Flaw::Trusted],
    attacks: &[Attack::fails("https://evil.example")],
    ..Animal::CORRECT
};
