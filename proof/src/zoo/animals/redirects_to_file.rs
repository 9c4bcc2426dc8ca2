//! Redirects to a local file.

use crate::zoo::{Animal, Does, Flaw};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "redirects-to-file",
    is: "redirects to a local file",
    does: Does::Rude(|wire| {
        while wire.ask()?.is_some() {
            wire.say(
                "HTTP/1.1 302 Found\r\nLocation: file:///etc/passwd\r\nContent-Length: 0\r\n\r\n",
            )?;
        }
        Ok(())
    }),
    has: &[Flaw::Check("no-https")],
    ..Animal::HOSTILE
};
