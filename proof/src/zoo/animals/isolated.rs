//! Refuses what other sites ask for, by `Sec-Fetch-Site`, and returns whatever other origin asks.

use crate::zoo::{Animal, Answer, Attack, Does, Flaw};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "isolated",
    is: "refuses what other sites ask for, by `Sec-Fetch-Site`, and returns whatever other origin asks",
    does: Does::Answer(|asked| {
        let is_navigation = asked.header("sec-fetch-mode") == Some("navigate");
        if asked.header("sec-fetch-site") == Some("cross-site") && !is_navigation {
            return Answer::bare(403);
        }
        Answer::trust(asked, |_| true)
    }),
    has: &[Flaw::Subdomain],
    may: &[Flaw::Trusted, Flaw::SuffixOfHost, Flaw::OtherPort],
    attacks: &[
        Attack::reads("https://taken-over.example.org"),
        Attack::fails("https://evil.example"),
    ],
    ..Animal::CORRECT
};
