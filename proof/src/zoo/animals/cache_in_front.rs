//! Has a cache in front that knows who asked.

use crate::zoo::cache::{Cache, cacheable, is_for_all};
use crate::zoo::{Animal, Attack, Does};

static CACHE: Cache = Cache::new();

pub(super) static ANIMAL: &Animal = &Animal {
    name: "cache-in-front",
    is: "has a cache in front that keeps to `Vary` and answers each origin with its own",
    does: Does::Answer(|asked| {
        if !is_for_all(asked) {
            return cacheable(asked);
        }
        let origin = asked.header("origin").unwrap_or_default();
        CACHE.answer(format!("{} {origin}", asked.target), cacheable(asked))
    }),
    attacks: &[Attack::fails("https://evil.example")],
    ..Animal::CORRECT
};
