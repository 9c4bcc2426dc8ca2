//! Says a Content Security Policy of ten megabytes.

use corsmith_scan::FailureKind;

use crate::zoo::{Animal, Does, Flaw};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "policy-of-ten-megabytes",
    is: "says a Content Security Policy of ten megabytes",
    does: Does::Rude(|wire| {
        wire.ask()?;
        wire.say("HTTP/1.1 200 OK\r\nContent-Security-Policy: default-src")?;
        for _ in 0..10 {
            wire.say(" https://cdn.example".repeat(52_000))?;
        }
        wire.say("\r\nContent-Length: 0\r\n\r\n")
    }),
    has: &[Flaw::Check("oversized-answer")],
    fails: &[FailureKind::TooLarge],
    ..Animal::HOSTILE
};
