//! Accepts everybody over plain HTTP, and over TLS only its own.

use crate::zoo::{Animal, Answer, Attack, Does, Flaw};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "plain-strangers",
    is: "accepts everybody over plain HTTP, and over TLS only its own",
    does: Does::Answer(|asked| Answer::trust(asked, |it| it.scheme() == "http")),
    has: &[Flaw::StrangerOverHttp],
    may: &[Flaw::Trusted, Flaw::Insecure, Flaw::Localhost, Flaw::Publishable],
    attacks: &[Attack::reads("http://evil.example"), Attack::fails("https://evil.example")],
    ..Animal::CORRECT
};
