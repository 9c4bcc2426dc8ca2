//! Redirects a query that it does not know to the page without it.

use crate::zoo::{Animal, Answer, Does, Flaw};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "redirects-unknown-queries",
    is: "redirects a query that it does not know to the page without it",
    does: Does::Answer(|asked| {
        let answer = Answer::trust(asked, |_| false);
        if asked.is_preflight() || !asked.target.contains('?') {
            return answer;
        }
        // As a cache in front does it: of nobody's origin.
        Answer::page(asked).status(301).with("Location", asked.path()).with("Age", "9")
    }),
    may: &[Flaw::Trusted],
    ..Animal::CORRECT
};
