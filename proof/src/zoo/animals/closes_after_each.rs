//! Closes after each answer without saying so.

use crate::zoo::{Animal, Answer, Certificate, Does, Flaw, Speaks};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "closes-after-each",
    is: "closes after each answer without saying so",
    speaks: Speaks::Https(Certificate::Valid),
    does: Does::Rude(|wire| {
        let Some(asked) = wire.ask()? else { return Ok(()) };
        wire.say(Answer::trust(&asked, |_| false).to_bytes(&asked.method))
    }),
    may: &[Flaw::Trusted],
    ..Animal::HOSTILE
};
