//! Is correct, but that its page breaks off before the end that it announced.

use crate::zoo::{Animal, Answer, Does, Flaw};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "half-a-page",
    is: "is correct, but that its page breaks off before the end that it announced",
    does: Does::Rude(|wire| {
        let Some(asked) = wire.ask()? else { return Ok(()) };
        let answer = Answer::trust(&asked, |_| false);
        let is_page = !asked.is_preflight();
        let answer = if is_page { answer.with("Content-Length", "9000") } else { answer };
        wire.say(answer.to_bytes(&asked.method))
    }),
    has: &[Flaw::Check("incomplete-page")],
    may: &[Flaw::Trusted],
    ..Animal::CORRECT
};
