//! Has a cache in front that forgets who asked.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use crate::zoo::{Animal, Answer, Asked, Attack, Does, Flaw};

/// How many answers the cache keeps.
const MAX_KEPT: usize = 1024;

pub(super) static ANIMAL: &Animal = &Animal {
    name: "unkeyed-cache",
    is: "has a cache in front that answers everybody with what the first one got",
    does: Does::Answer(answer),
    has: &[Flaw::CachePoisoning],
    may: &[Flaw::MissingVary, Flaw::PreflightDisagrees, Flaw::InvalidAllowOrigin],
    attacks: &[Attack::fails("https://evil.example")],
    ..Animal::CORRECT
};

fn answer(asked: &Asked) -> Answer {
    static KEPT: Mutex<Option<HashMap<String, Answer>>> = Mutex::new(None);
    let answer = Answer::trust_publicly(asked)
        .without("Cache-Control")
        .without("Vary")
        .with("Cache-Control", "public, max-age=600");
    if asked.is_preflight() || asked.is_signed_in() {
        return answer;
    }
    let mut kept = KEPT.lock().unwrap_or_else(PoisonError::into_inner);
    let kept = kept.get_or_insert_default();
    match kept.get(&asked.target) {
        Some(old) => old.clone().with("Age", "1").with("X-Cache", "HIT"),
        None => {
            if kept.len() < MAX_KEPT {
                kept.insert(asked.target.clone(), answer.clone());
            }
            answer.with("X-Cache", "MISS")
        }
    }
}
