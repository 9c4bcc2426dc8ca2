//! Answers strangers 403 with a page of its own, as a firewall does.

use crate::zoo::{Animal, Answer, Attack, Does, Flaw};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "wall",
    is: "answers strangers 403 with a page of its own, as a firewall does",
    does: Does::Answer(|asked| {
        let answer = Answer::trust(asked, |_| false);
        let is_strange = asked.caller().is_some_and(|it| !it.is_own());
        if is_strange {
            return Answer::page(asked).status(403).with("Vary", "Origin");
        }
        answer
    }),
    may: &[Flaw::Trusted],
    attacks: &[Attack::fails("https://evil.example")],
    ..Animal::CORRECT
};
