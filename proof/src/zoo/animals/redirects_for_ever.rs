//! Redirects to a new path each time.

use corsmith_scan::FailureKind;

use crate::zoo::{Animal, Does, Flaw};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "redirects-for-ever",
    is: "redirects to a new path each time",
    does: Does::Rude(|wire| {
        while let Some(asked) = wire.ask()? {
            wire.say(format!(
                "HTTP/1.1 302 Found\r\nLocation: {}x\r\nContent-Length: 0\r\n\r\n",
                asked.path()
            ))?;
        }
        Ok(())
    }),
    has: &[Flaw::Check("no-https"), Flaw::Check("endless-redirects")],
    fails: &[FailureKind::TooLarge],
    ..Animal::HOSTILE
};
