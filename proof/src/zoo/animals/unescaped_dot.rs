//! Takes a dot of its own host for any character.

use crate::zoo::{Animal, Answer, Attack, Does, Flaw};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "unescaped-dot",
    is: "takes a dot of its own host for any character",
    does: Does::Answer(|asked| {
        Answer::trust(asked, |it| {
            it.is_secure_host(|host| {
                host.strip_suffix("example.org")
                    .and_then(|rest| rest.strip_prefix("unescaped-dot"))
                    .is_some_and(|dot| dot.len() == 1)
            })
        })
    }),
    has: &[Flaw::UnescapedDot],
    may: &[Flaw::Trusted],
    attacks: &[
        Attack::reads("https://unescaped-dotxexample.org"),
        Attack::fails("https://evil.example"),
    ],
    ..Animal::CORRECT
};
