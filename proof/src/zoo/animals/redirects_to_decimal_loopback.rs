//! Redirects to loopback, spelled as one number.

use corsmith_scan::FailureKind;

use crate::zoo::{Animal, Does, Flaw};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "redirects-to-decimal-loopback",
    is: "redirects to loopback, spelled as one number",
    does: Does::Rude(|wire| {
        while wire.ask()?.is_some() {
            wire.say(
                "HTTP/1.1 302 Found\r\nLocation: http://2130706433/\r\nContent-Length: 0\r\n\r\n",
            )?;
        }
        Ok(())
    }),
    has: &[Flaw::Check("no-https"), Flaw::Check("redirect-to-forbidden-address")],
    fails: &[FailureKind::Forbidden],
    ..Animal::HOSTILE
};
