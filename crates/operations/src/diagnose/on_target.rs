//! The fix on a server.

use corsmith_diagnose::{Captures, Cause};
use corsmith_targets::TargetSelection;
use serde::Serialize;
use utoipa::ToSchema;

use super::remedy::{Remedy, remedy};

/// The fix in a server's own terms.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct OnTarget {
    /// A policy that allows what was asked for: TOML.
    pub policy: String,
    /// Why the policy is an example only.
    pub refusals: Vec<String>,
    /// The command that makes the files of the policy.
    pub command: String,
    /// The files.
    pub files: Vec<DiagnosedFile>,
    /// What to know about them.
    pub notes: Vec<String>,
    /// The command that checks them.
    pub check: Option<&'static str>,
}

/// One file of configuration.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct DiagnosedFile {
    /// Its name.
    pub name: String,
    /// Its text.
    pub contents: String,
}

impl OnTarget {
    pub(super) fn of(
        cause: &Cause,
        captures: &Captures,
        target: Option<TargetSelection>,
    ) -> Option<Self> {
        let Remedy { policy, refusals, command, files, notes, check } =
            remedy(cause, captures, target?)?;
        let files = files.into_iter().map(|(name, contents)| DiagnosedFile { name, contents });
        Some(Self { policy, refusals, command, files: files.collect(), notes, check })
    }
}
