//! What every target does.

use corsmith_policy::Policy;

use crate::{About, InexpressibleErrors, Output, Provenance, Version, targets};

/// Server software, a framework or a platform that can carry out a policy.
pub trait Target: Sync {
    /// Its data.
    fn about(&self) -> &'static About;

    /// The configuration for a version of the software.
    ///
    /// # Errors
    ///
    /// Everything of the policy that this version cannot express: the caller shows all of it.
    fn render(
        &self,
        policy: &Policy,
        version: Version,
        provenance: &Provenance,
    ) -> Result<Output, InexpressibleErrors>;
}

/// The target called `name`.
///
/// ```
/// assert!(corsmith_targets::find("nginx").is_some());
/// assert!(corsmith_targets::find("Nginx").is_none());
/// ```
#[must_use]
pub fn find(name: &str) -> Option<&'static dyn Target> {
    targets::ALL.iter().copied().find(|target| target.about().name == name)
}
