//! `corsmith.causes/v1`: every cause that a diagnosis may name.

use corsmith_diagnose::{Cause, causes};
use serde::Serialize;

/// Every cause, by code: `corsmith.causes/v1`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CausesDocument {
    /// `corsmith.causes/v1`.
    pub version: &'static str,
    /// One entry a cause.
    pub causes: Vec<CauseEntry>,
}

/// A cause.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CauseEntry {
    /// The code: public, stable, never reused.
    pub code: &'static str,
    /// What it is: Markdown.
    pub title: &'static str,
    /// Whether it is CORS at all.
    pub kind: String,
    /// Who must act.
    pub who: Vec<String>,
    /// The step of the Fetch standard; null where it is none.
    pub step: Option<&'static str>,
    /// What to look at to find out: Markdown.
    pub look_at: &'static str,
}

impl CausesDocument {
    /// The document of all causes.
    ///
    /// ```
    /// let document = corsmith_operations::CausesDocument::of_all();
    /// assert!(document.causes.iter().any(|cause| cause.code == "preflight-status"));
    /// ```
    #[must_use]
    pub fn of_all() -> Self {
        let causes = causes().iter().map(|cause| CauseEntry::of(cause)).collect();
        Self { version: "corsmith.causes/v1", causes }
    }
}

impl CauseEntry {
    fn of(cause: &Cause) -> Self {
        Self {
            code: cause.code,
            title: cause.title,
            kind: cause.kind.to_string(),
            who: cause.who.iter().map(ToString::to_string).collect(),
            step: (!cause.step.is_empty()).then_some(cause.step),
            look_at: cause.look_at,
        }
    }
}
