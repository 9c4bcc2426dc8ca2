//! Says `True` for credentials, which browsers do not take for `true`.

use crate::zoo::{Animal, Answer, Attack, Does, Flaw};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "credentials-in-capitals",
    is: "says `True` for credentials, which browsers do not take for `true`",
    does: Does::Answer(|asked| {
        Answer::trust_publicly(asked).with("Access-Control-Allow-Credentials", "True")
    }),
    has: &[Flaw::Check("allow-credentials-not-true")],
    attacks: &[
        Attack::reads_public("https://app.example.org"),
        Attack::fails("https://evil.example"),
    ],
    ..Animal::CORRECT
};
