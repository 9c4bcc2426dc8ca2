//! Takes the last dot of its own host for any character, which makes names that nobody can register.

use crate::zoo::{Animal, Answer, Attack, Does, Flaw};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "unescaped-last-dot",
    is: "takes the last dot of its own host for any character, which makes names that nobody can register",
    does: Does::Answer(|asked| {
        Answer::trust(asked, |it| {
            it.is_secure_host(|host| {
                host.strip_suffix("org")
                    .and_then(|rest| rest.strip_prefix("unescaped-last-dot.example"))
                    .is_some_and(|dot| dot.len() == 1)
            })
        })
    }),
    has: &[Flaw::UnescapedDot],
    may: &[Flaw::Trusted],
    attacks: &[Attack::fails("https://evil.example")],
    ..Animal::CORRECT
};
