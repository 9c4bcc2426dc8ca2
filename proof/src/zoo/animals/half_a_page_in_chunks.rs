//! Is correct, but that its page ends with a chunk whose size is no number.

use crate::zoo::{Animal, Answer, Does, Flaw};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "half-a-page-in-chunks",
    is: "is correct, but that its page ends with a chunk whose size is no number",
    does: Does::Rude(|wire| {
        let Some(asked) = wire.ask()? else { return Ok(()) };
        let mut answer = Answer::trust(&asked, |_| false);
        if !asked.is_preflight() {
            let mut chunks = format!("{:x}\r\n", answer.body.len()).into_bytes();
            chunks.extend_from_slice(&answer.body);
            chunks.extend_from_slice(b"\r\nzz\r\n");
            answer = answer.with("Transfer-Encoding", "chunked").body(chunks);
        }
        wire.say(answer.to_bytes(&asked.method))
    }),
    has: &[Flaw::Check("incomplete-page")],
    may: &[Flaw::Trusted],
    ..Animal::CORRECT
};
