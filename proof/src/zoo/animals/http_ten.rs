//! Answers by HTTP/1.0 and closes.

use crate::zoo::{Animal, Does, Flaw};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "http-ten",
    is: "answers by HTTP/1.0 and closes",
    does: Does::Rude(|wire| {
        wire.ask()?;
        wire.say("HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\nzoo")
    }),
    has: &[Flaw::Headers, Flaw::Csp],
    ..Animal::HOSTILE
};
