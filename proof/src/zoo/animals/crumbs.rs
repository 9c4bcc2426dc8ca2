//! Says correct answers in pieces of one byte.

use crate::zoo::{Animal, Answer, Certificate, Does, Flaw, Speaks};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "crumbs",
    is: "says correct answers in pieces of one byte",
    speaks: Speaks::Https(Certificate::Valid),
    does: Does::Rude(|wire| {
        while let Some(asked) = wire.ask()? {
            for byte in Answer::trust(&asked, |_| false).to_bytes(&asked.method) {
                wire.say([byte])?;
            }
        }
        Ok(())
    }),
    may: &[Flaw::Trusted],
    ..Animal::HOSTILE
};
