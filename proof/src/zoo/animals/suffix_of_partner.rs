//! Accepts domains that end with that of a partner, which it names in its policy.

use crate::zoo::{Animal, Answer, Attack, Does, Flaw};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "suffix-of-partner",
    is: "accepts domains that end with that of a partner, which it names in its policy",
    does: Does::Answer(|asked| {
        Answer::trust(asked, |it| it.is_secure_host(|host| host.ends_with("partner.example")))
            .without("Content-Security-Policy")
            .with("Content-Security-Policy", POLICY)
    }),
    has: &[Flaw::Suffix],
    may: &[Flaw::Trusted, Flaw::SuffixOfHost],
    attacks: &[Attack::reads("https://evilpartner.example"), Attack::fails("https://evil.example")],
    ..Animal::CORRECT
};

const POLICY: &str = "default-src 'none'; connect-src https://shop.partner.example; base-uri 'none'; \
                      form-action 'none'; frame-ancestors 'none'; \
                      require-trusted-types-for 'script'; report-uri /reports";
