//! Policies to ask.

use corsmith_policy::{Format, Policy, PolicyDocument, PolicyError, Selection};

/// The methods that [`ordinary`] lists.
pub const METHODS: [&str; 3] = ["PUT", "PATCH", "DELETE"];

/// The header names that [`ordinary`] lists.
pub const HEADERS: [&str; 3] = ["authorization", "content-type", "x-request-id"];

/// A policy as a single-page application needs it: one origin, with credentials.
///
/// ```
/// let policy = corsmith_bench::policies::ordinary()?;
/// assert!(policy.default_resource().allows_credentials());
/// # Ok::<(), Vec<corsmith_policy::PolicyError>>(())
/// ```
///
/// # Errors
///
/// None: the document is valid.
pub fn ordinary() -> Result<Policy, Vec<PolicyError>> {
    parse(&format!(
        "[policy]
        allow-origins = ['{}']
        allow-methods = {METHODS:?}
        allow-headers = {HEADERS:?}
        allow-credentials = true
        expose-headers = ['x-request-id']
        max-age = 7200",
        crate::origins::nth(0)
    ))
}

fn parse(toml: &str) -> Result<Policy, Vec<PolicyError>> {
    PolicyDocument::parse(toml.as_bytes(), Format::Toml)
        .resolve(&Selection::default())
        .into_policy()
}
