//! What a target makes of the policy.

use corsmith_policy::Policy;
use corsmith_targets::{Deviation, GeneratedFile, Inexpressible, Provenance, TargetSelection};

/// How the files name the policy's own file: the name that the site gives its download, so that the
/// command makes the same bytes of it.
pub(crate) const SOURCE: &str = "corsmith.toml";

/// Files, and what to know about them; or why there are none.
pub(crate) struct Output {
    pub(crate) files: Vec<GeneratedFile>,
    pub(crate) notes: Vec<String>,
    pub(crate) deviations: &'static [Deviation],
    pub(crate) check: Option<&'static str>,
    pub(crate) reload: Option<&'static str>,
    pub(crate) inexpressible: Vec<Inexpressible>,
}

impl Output {
    /// Of `policy` for `selection`.
    pub(crate) fn new(policy: &Policy, selection: TargetSelection) -> Self {
        let provenance = Provenance::from_source(SOURCE);
        let deviations = selection.target.about().deviations;
        match selection.render(policy, &provenance) {
            Ok(output) => Self {
                files: output.files,
                notes: output.notes,
                deviations,
                check: output.check,
                reload: output.reload,
                inexpressible: Vec::new(),
            },
            Err(errors) => Self {
                files: Vec::new(),
                notes: Vec::new(),
                deviations: &[],
                check: None,
                reload: None,
                inexpressible: errors.0,
            },
        }
    }
}
