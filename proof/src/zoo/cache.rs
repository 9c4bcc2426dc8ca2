//! A shared cache in front of an animal, as far as CORS has to do with caches.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use super::answer::Answer;
use super::asked::Asked;

/// How many answers a cache keeps.
const MAX_KEPT: usize = 1024;

/// A cache; it keeps what it has seen as long as the process lives.
pub(super) struct Cache {
    kept: Mutex<Option<HashMap<String, Answer>>>,
}

impl Cache {
    /// An empty cache.
    #[must_use]
    pub(super) const fn new() -> Self {
        Self { kept: Mutex::new(None) }
    }

    /// What is kept under this key, and else the answer, which is kept from now on.
    #[must_use]
    pub(super) fn answer(&self, key: String, answer: Answer) -> Answer {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let kept = kept.get_or_insert_default();
        if let Some(old) = kept.get(&key) {
            return old.clone().with("Age", "1").with("X-Cache", "HIT");
        }
        if kept.len() < MAX_KEPT {
            kept.insert(key, answer.clone());
        }
        answer.with("X-Cache", "MISS")
    }
}

/// Whether a cache may keep what is asked for: no secret, and no preflight.
#[must_use]
pub(super) fn is_for_all(asked: &Asked) -> bool {
    !asked.is_preflight() && !asked.is_signed_in()
}

/// A correct answer that shared caches may keep.
#[must_use]
pub(super) fn cacheable(asked: &Asked) -> Answer {
    Answer::trust_publicly(asked)
        .without("Cache-Control")
        .with("Cache-Control", "public, max-age=600")
}
