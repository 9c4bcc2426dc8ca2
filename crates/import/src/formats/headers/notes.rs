//! What is said beside the policy.

/// Most notes of one import. Many answers have the same faults, and nobody reads more.
const MOST: usize = 40;

/// Notes, each once.
#[derive(Debug, Default)]
pub(super) struct Notes(Vec<String>);

impl Notes {
    pub(super) fn push(&mut self, note: impl Into<String>) {
        let note = note.into();
        if self.0.len() < MOST && !self.0.contains(&note) {
            self.0.push(note);
        }
    }

    pub(super) fn into_list(self) -> Vec<String> {
        self.0
    }
}
