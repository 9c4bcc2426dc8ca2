//! Takes a dot of its own host for any character.

use crate::zoo::{Animal, Answer, Attack, Does, Flaw};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "unescaped-dot",
    is: "takes a dot of its own host for any character",
    does: Does::Answer(|asked| {
        Answer::trust(asked, |it| {
            it.is_secure_host(|host| {
                host.strip_suffix("example.com")
                    .and_then(|rest| rest.strip_prefix("unescaped-dot"))
                    .is_some_and(|dot| dot.len() == 1)
            })
        })
    }),
    has: &[Flaw::UnescapedDot],
    attacks: &[
        Attack::reads("https://unescaped-dotxexample.com"),
        Attack::fails("https://evil.example"),
    ],
    ..Animal::CORRECT
};
