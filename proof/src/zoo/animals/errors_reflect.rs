//! Returns whatever origin asks, on errors only.

use crate::zoo::{Animal, Answer, Attack, Does, Flaw};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "errors-reflect",
    is: "returns whatever origin asks, on errors only",
    does: Does::Answer(|asked| {
        let is_error = asked.path() != "/";
        let answer = Answer::trust(asked, |_| is_error);
        if is_error && !asked.is_preflight() { answer.status(404) } else { answer }
    }),
    has: &[Flaw::Check("stranger-reads-errors")],
    may: &[Flaw::Trusted],
    attacks: &[
        Attack::reads("https://evil.example").at("/none"),
        Attack::fails("https://evil.example"),
    ],
    ..Animal::CORRECT
};
