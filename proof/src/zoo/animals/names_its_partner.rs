//! Names a partner in its Content Security Policy and lets that partner read.

use crate::zoo::{Animal, Answer, Attack, Does, Flaw};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "names-its-partner",
    is: "names a partner in its Content Security Policy and lets that partner read",
    does: Does::Answer(|asked| {
        Answer::trust(asked, |it| it.text == "https://partner.example")
            .without("Content-Security-Policy")
            .with("Content-Security-Policy", POLICY)
    }),
    may: &[Flaw::Trusted],
    attacks: &[Attack::fails("https://evil.example"), Attack::reads("https://partner.example")],
    ..Animal::CORRECT
};

const POLICY: &str = "default-src 'none'; connect-src https://partner.example; base-uri 'none'; \
                      form-action 'none'; frame-ancestors 'none'; \
                      require-trusted-types-for 'script'; report-uri /reports";
