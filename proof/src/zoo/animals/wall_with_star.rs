//! Answers strangers 403 with a page of its own that everybody may read.

use crate::zoo::{Animal, Answer, Attack, Does, Flaw};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "wall-with-star",
    is: "answers strangers 403 with a page of its own that everybody may read",
    does: Does::Answer(|asked| {
        let answer = Answer::trust(asked, |_| false);
        let is_strange = asked.caller().is_some_and(|it| !it.is_own());
        if is_strange {
            return Answer::page(asked)
                .status(403)
                .body("blocked")
                .with("Access-Control-Allow-Origin", "*")
                .with("Vary", "Origin");
        }
        answer
    }),
    may: &[Flaw::Star, Flaw::Trusted],
    attacks: &[Attack::reads("https://app.example.org")],
    ..Animal::CORRECT
};
