//! What the tests share.

use corsmith_policy::{Format, Policy, PolicyDocument, PolicyError, Resolution, Selection};

/// Resolves a TOML document without environment and variables.
pub(crate) fn resolve(toml: &str) -> Resolution {
    PolicyDocument::parse(toml.as_bytes(), Format::Toml).resolve(&Selection::default())
}

/// The policy of a TOML document, which must be valid.
#[track_caller]
pub(crate) fn policy(toml: &str) -> Policy {
    match resolve(toml).into_policy() {
        Ok(policy) => policy,
        Err(errors) => panic!("{toml}\nis refused: {}", list(&errors)),
    }
}

/// Errors, one a line.
pub(crate) fn list(errors: &[PolicyError]) -> String {
    errors.iter().map(|error| format!("\n  {error}")).collect()
}
