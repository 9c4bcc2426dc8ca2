//! Accepts everything that ends with its registrable domain: other domains and subdomains.

use crate::zoo::{Animal, Answer, Attack, DOMAIN, Does, Flaw};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "ends-with-domain",
    is: "accepts everything that ends with its registrable domain: other domains and subdomains",
    does: Does::Answer(|asked| {
        Answer::trust(asked, |it| it.is_secure_host(|host| host.ends_with(DOMAIN)))
    }),
    has: &[Flaw::Suffix, Flaw::Subdomain],
    may: &[Flaw::Trusted, Flaw::SuffixOfHost],
    attacks: &[Attack::reads("https://evilexample.org"), Attack::reads("https://evil.example.org")],
    ..Animal::CORRECT
};
