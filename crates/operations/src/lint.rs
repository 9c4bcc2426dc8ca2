//! What is wrong or dangerous in a policy.

use corsmith_lint::lint_every_environment;
use corsmith_report::{FileFindings, LintDocument};
use schemars::JsonSchema;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::{PolicyFormat, PolicyText, Problem};

/// A policy to judge.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, ToSchema, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LintRequest {
    /// The policy: a Corsmith policy document as TOML, YAML or JSON.
    pub policy: String,
    /// How the policy is written; by default JSON if it starts with `{`, else TOML.
    #[serde(default)]
    pub format: Option<PolicyFormat>,
    /// The environment of the policy to judge, such as `staging`; by default the policy as it stands
    /// and every environment.
    #[serde(default)]
    pub environment: Option<String>,
}

/// Judges a policy, by default in every environment. What is wrong in it is in the document.
///
/// # Errors
///
/// If the policy is too long, or has no such environment.
///
/// ```
/// use corsmith_operations::{LintRequest, lint, pretty};
///
/// let policy = "[policy]\nallow-origins = ['https://app.example.com/']\n".to_owned();
/// let document = lint(&LintRequest { policy, format: None, environment: None })?;
/// assert!(pretty(&document).contains("corsmith.lint/v1"));
/// assert_eq!(document.files[0].findings.len(), 1);
/// # Ok::<(), corsmith_operations::Problem>(())
/// ```
pub fn lint(request: &LintRequest) -> Result<LintDocument, Problem> {
    let LintRequest { policy, format, environment } = request;
    let policy = PolicyText { text: policy, format: *format, environment: environment.as_deref() };
    let read = policy.read()?;
    let findings = lint_every_environment(&read.document, &read.resolution, &|_| None);
    Ok(LintDocument::new(&[FileFindings::new(&read.source, &findings)]))
}
