//! Redirects to itself.

use corsmith_scan::FailureKind;

use crate::zoo::{Animal, Does, Flaw};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "redirects-in-circles",
    is: "redirects to itself",
    does: Does::Rude(|wire| {
        while wire.ask()?.is_some() {
            wire.say("HTTP/1.1 302 Found\r\nLocation: /\r\nContent-Length: 0\r\n\r\n")?;
        }
        Ok(())
    }),
    has: &[Flaw::Check("no-https"), Flaw::Check("endless-redirects")],
    fails: &[FailureKind::TooLarge],
    ..Animal::HOSTILE
};
