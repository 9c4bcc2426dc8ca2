//! Texts in the order in which they come, each once.

use std::collections::HashSet;

/// Unlike a search through the list, linear: a text of a megabyte has a hundred thousand members.
#[derive(Debug, Default)]
pub(super) struct Distinct {
    list: Vec<String>,
    seen: HashSet<String>,
}

impl Distinct {
    /// Adds `text`, unless there is one that folds to the same.
    pub(super) fn add(&mut self, text: &str, fold: fn(&str) -> String) {
        if self.seen.insert(fold(text)) {
            self.list.push(text.to_owned());
        }
    }

    pub(super) fn list(&self) -> &[String] {
        &self.list
    }

    pub(super) fn into_list(self) -> Option<Vec<String>> {
        (!self.list.is_empty()).then_some(self.list)
    }
}
