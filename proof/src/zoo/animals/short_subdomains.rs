//! Accepts subdomains of its registrable domain with short names.

use crate::zoo::{Animal, Answer, Attack, Does, Flaw};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "short-subdomains",
    is: "accepts subdomains of its registrable domain with short names",
    does: Does::Answer(|asked| {
        Answer::trust(asked, |it| {
            it.is_secure_host(|host| {
                let name = host.strip_suffix(".example.org").unwrap_or_default();
                (1..=6).contains(&name.len()) && name.bytes().all(|byte| byte.is_ascii_lowercase())
            })
        })
    }),
    has: &[Flaw::Subdomain],
    may: &[Flaw::Trusted],
    attacks: &[Attack::reads("https://taken.example.org"), Attack::fails("https://evil.example")],
    ..Animal::CORRECT
};
