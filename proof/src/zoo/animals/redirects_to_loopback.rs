//! Redirects to another port of the scanner's own machine.

use corsmith_scan::FailureKind;

use crate::zoo::{Animal, Does, Flaw};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "redirects-to-loopback",
    is: "redirects to another port of the scanner's own machine",
    does: Does::Rude(|wire| {
        while wire.ask()?.is_some() {
            wire.say(
                "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:22/\r\nContent-Length: 0\r\n\r\n",
            )?;
        }
        Ok(())
    }),
    has: &[Flaw::Check("no-https"), Flaw::Check("redirect-to-forbidden-address")],
    fails: &[FailureKind::Forbidden],
    ..Animal::HOSTILE
};
