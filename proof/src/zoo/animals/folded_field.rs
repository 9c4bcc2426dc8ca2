//! Goes on with a field on the next line, as one did long ago.

use crate::zoo::{Animal, Does, Flaw};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "folded-field",
    is: "goes on with a field on the next line, as one did long ago",
    does: Does::Rude(|wire| {
        while wire.ask()?.is_some() {
            wire.say("HTTP/1.1 200 OK\r\nX-Folded: a\r\n b\r\nContent-Type: text/html\r\nContent-Length: 0\r\n\r\n")?;
        }
        Ok(())
    }),
    may: &[Flaw::Headers, Flaw::Csp, Flaw::Protocol],
    ..Animal::HOSTILE
};
