//! Sends early hints before each answer.

use crate::zoo::{Animal, Answer, Certificate, Does, Flaw, Speaks};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "early-hints",
    is: "sends early hints before each answer",
    speaks: Speaks::Https(Certificate::Valid),
    does: Does::Rude(|wire| {
        while let Some(asked) = wire.ask()? {
            wire.say("HTTP/1.1 103 Early Hints\r\nLink: </a.css>; rel=preload\r\nAccess-Control-Allow-Origin: *\r\n\r\n")?;
            wire.say(Answer::trust(&asked, |_| false).to_bytes(&asked.method))?;
        }
        Ok(())
    }),
    may: &[Flaw::Trusted],
    ..Animal::HOSTILE
};
