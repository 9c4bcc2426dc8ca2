//! Has a cache in front that forgets who asked.

use crate::zoo::cache::{Cache, cacheable, is_for_all};
use crate::zoo::{Animal, Attack, Does, Flaw};

static CACHE: Cache = Cache::new();

pub(super) static ANIMAL: &Animal = &Animal {
    name: "unkeyed-cache",
    is: "has a cache in front that answers everybody with what the first one got",
    does: Does::Answer(|asked| {
        let answer = cacheable(asked).without("Vary");
        // A forced reload goes past it, as it does in most.
        if !is_for_all(asked) || asked.header("cache-control").is_some() {
            return answer;
        }
        CACHE.answer(asked.target.clone(), answer)
    }),
    has: &[Flaw::Check("vary-origin-missing"), Flaw::Check("cache-ignores-origin")],
    attacks: &[Attack::fails("https://evil.example")],
    ..Animal::CORRECT
};
