//! Stops reading its own host at the first character that is none of a host.

use crate::zoo::{Animal, Answer, Attack, Does, Flaw};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "odd-characters",
    is: "stops reading its own host at the first character that is none of a host",
    does: Does::Answer(|asked| {
        Answer::trust(asked, |it| {
            it.is_secure_host(|host| {
                host.strip_prefix(asked.host()).is_some_and(|rest| {
                    rest.starts_with(|it: char| it.is_ascii_punctuation() && !"._-".contains(it))
                })
            })
        })
    }),
    has: &[Flaw::SpecialCharacter],
    may: &[Flaw::Trusted],
    attacks: &[Attack::fails("https://evil.example")],
    ..Animal::CORRECT
};
