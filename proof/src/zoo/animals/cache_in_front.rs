//! Keeps to what `Cache-Control` of a request says, and would else answer from its cache.

use crate::zoo::{Animal, Answer, Attack, Does};

pub(super) static ANIMAL: &Animal = &Animal {
    name: "cache-in-front",
    is: "keeps to what `Cache-Control` of a request says, and would else answer from its cache",
    does: Does::Answer(|asked| {
        let is_cached = asked.header("cache-control").is_none();
        let answer = Answer::trust_publicly(asked);
        if !is_cached || asked.is_preflight() {
            return answer;
        }
        Answer::page(asked).with("Age", "17").with("X-Cache", "HIT").with("Vary", "Origin")
    }),
    attacks: &[Attack::fails("https://evil.example")],
    ..Animal::CORRECT
};
