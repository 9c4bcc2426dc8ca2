//! Says in its trailers that everybody may read, where no browser looks.

use crate::zoo::{Animal, Answer, Attack, Certificate, Does, Flaw, Speaks};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "trailers",
    is: "says in its trailers that everybody may read, where no browser looks",
    speaks: Speaks::Https(Certificate::Valid),
    does: Does::Rude(|wire| {
        while let Some(asked) = wire.ask()? {
            let answer = Answer::trust(&asked, |_| false);
            if answer.status == 204 {
                wire.say(answer.to_bytes(&asked.method))?;
                continue;
            }
            let body = answer.body.clone();
            let head = answer.with("Transfer-Encoding", "chunked").with("Trailer", TRAILER);
            wire.say(head.body("").to_bytes(&asked.method))?;
            if asked.method == "HEAD" {
                continue;
            }
            wire.say(format!("{:x}\r\n", body.len()))?;
            wire.say(body)?;
            wire.say(format!("\r\n0\r\n{TRAILER}: https://evil.example\r\n\r\n"))?;
        }
        Ok(())
    }),
    may: &[Flaw::Trusted],
    attacks: &[Attack::fails("https://evil.example")],
    ..Animal::HOSTILE
};

const TRAILER: &str = "Access-Control-Allow-Origin";
