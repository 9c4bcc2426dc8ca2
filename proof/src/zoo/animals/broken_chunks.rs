//! Says a chunk whose size is no number.

use crate::zoo::{Animal, Does, Flaw};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "broken-chunks",
    is: "says a chunk whose size is no number",
    does: Does::Rude(|wire| {
        wire.ask()?;
        wire.say("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nhalf\r\n")
    }),
    may: &[Flaw::Headers, Flaw::Csp, Flaw::Protocol],
    ..Animal::HOSTILE
};
