//! Accepts local files by the name that some clients give them.

use crate::zoo::{Animal, Answer, Attack, Does, Flaw};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "files",
    is: "accepts local files by the name that some clients give them",
    does: Does::Answer(|asked| Answer::trust(asked, |it| it.text == "file://")),
    has: &[Flaw::FileOrExtension],
    may: &[Flaw::Trusted],
    attacks: &[Attack::fails("https://evil.example")],
    ..Animal::CORRECT
};
