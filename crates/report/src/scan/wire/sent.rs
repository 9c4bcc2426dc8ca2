//! How much was sent, or was saved.

use corsmith_scan::Recording;

use super::Report;
use crate::plural;

/// Somebody was asked.
const ASKED: &str = "asked";
/// Somebody saved the answers.
const SAVED: &str = "saved";

/// How the answers of a recording were got.
pub(super) fn source(recording: &Recording) -> &'static str {
    let is_saved = recording.entries.iter().all(|entry| entry.probe.is_none());
    if is_saved && !recording.entries.is_empty() { SAVED } else { ASKED }
}

impl Report {
    /// `82 requests`, or `1 saved answer`.
    #[must_use]
    pub fn sent(&self) -> String {
        plural(self.requests, if self.source == SAVED { "saved answer" } else { "request" })
    }

    /// What is not known where nobody asked as a page of another origin; `None` where somebody did,
    /// and where nobody answered.
    #[must_use]
    pub fn not_asked(&self) -> Option<&'static str> {
        let is_known = self.failure.is_some() || self.cross_origin_requests > 0;
        let what = match self.source {
            SAVED => "without `Origin`: who may read by CORS is not known",
            _ => "without `Origin`: who may read by CORS was not asked (`--i-own-this` asks)",
        };
        (!is_known).then_some(what)
    }
}
