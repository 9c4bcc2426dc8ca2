//! Redirects to where the clouds tell a machine its secrets.

use corsmith_scan::FailureKind;

use crate::zoo::{Animal, Does, Flaw};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "redirects-to-metadata",
    is: "redirects to where the clouds tell a machine its secrets",
    does: Does::Rude(|wire| {
        while wire.ask()?.is_some() {
            wire.say("HTTP/1.1 302 Found\r\nLocation: http://169.254.169.254/latest/meta-data/\r\nContent-Length: 0\r\n\r\n")?;
        }
        Ok(())
    }),
    has: &[Flaw::Check("no-https"), Flaw::Check("redirect-to-forbidden-address")],
    fails: &[FailureKind::Forbidden],
    ..Animal::HOSTILE
};
