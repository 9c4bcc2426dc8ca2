//! Has a cache in front that no reload goes past, and that mixes up those with an origin.

use crate::zoo::cache::{Cache, cacheable, is_for_all};
use crate::zoo::{Animal, Attack, Does, Flaw};

static CACHE: Cache = Cache::new();

pub(super) static ANIMAL: &Animal = &Animal {
    name: "stubborn-cache",
    is: "has a cache in front that no reload goes past: one origin gets the answer to another",
    does: Does::Answer(|asked| {
        let answer = cacheable(asked).without("Vary");
        if !is_for_all(asked) || asked.caller().is_none() {
            return answer;
        }
        CACHE.answer(asked.target.clone(), answer)
    }),
    has: &[Flaw::Check("cache-ignores-origin")],
    may: &[Flaw::Check("preflight-allows-too-much"), Flaw::Check("vary-origin-missing")],
    attacks: &[Attack::fails("https://evil.example")],
    ..Animal::CORRECT
};
