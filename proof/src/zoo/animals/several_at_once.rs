//! Accepts the opaque origin, hosts that begin with its own, and every subdomain.

use crate::zoo::{Animal, Answer, Attack, Does, Flaw};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "several-at-once",
    is: "accepts the opaque origin, hosts that begin with its own, and every subdomain",
    does: Does::Answer(|asked| {
        Answer::trust(asked, |it| {
            it.text == "null"
                || it.is_secure_host(|host| {
                    host.starts_with(&format!("{}.", asked.host()))
                        || host.ends_with(".example.org")
                })
        })
    }),
    has: &[Flaw::Null, Flaw::Prefix, Flaw::Subdomain],
    may: &[Flaw::Trusted, Flaw::SuffixOfHost],
    attacks: &[
        Attack::reads("https://evil.example").sandboxed(),
        Attack::reads("https://{host}.evil.example"),
        Attack::reads("https://sub.{host}"),
        Attack::fails("https://evil.example"),
    ],
    ..Animal::CORRECT
};
