//! Returns whatever origin asks, with a stream of events that has no end.

use std::time::Duration;

use crate::zoo::{Animal, Does, Flaw};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "event-stream",
    is: "returns whatever origin asks, with a stream of events that has no end",
    does: Does::Rude(|wire| {
        let Some(asked) = wire.ask()? else { return Ok(()) };
        wire.say(
            "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nCache-Control: no-store\r\n\
             Vary: Origin\r\n",
        )?;
        if let Some(origin) = asked.header("origin") {
            wire.say(format!("Access-Control-Allow-Origin: {origin}\r\n"))?;
            wire.say("Access-Control-Allow-Credentials: true\r\n")?;
        }
        wire.say("\r\n")?;
        loop {
            wire.say("data: 1\n\n")?;
            wire.pause(Duration::from_secs(1))?;
        }
    }),
    has: &[Flaw::Stranger, Flaw::Check("no-https"), Flaw::Check("no-nosniff")],
    may: MAY,
    ..Animal::HOSTILE
};

const MAY: &[Flaw] = &[Flaw::Trusted, Flaw::Check("no-resource-policy")];
