//! Accepts every subdomain of its own host.

use crate::zoo::{Animal, Answer, Attack, Does, Flaw};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "own-subdomains",
    is: "accepts every subdomain of its own host",
    does: Does::Answer(|asked| {
        Answer::trust(asked, |it| {
            it.is_secure_host(|host| host.ends_with(&format!(".{}", asked.host())))
        })
    }),
    has: &[Flaw::Subdomain],
    may: &[Flaw::Trusted],
    attacks: &[Attack::reads("https://sub.{host}"), Attack::fails("https://evil.example")],
    ..Animal::CORRECT
};
