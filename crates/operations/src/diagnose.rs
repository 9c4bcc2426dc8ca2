//! What an error, `curl` output or a HAR file means.

mod causes;
mod document;
mod exchange;
mod material;
mod message;
mod on_target;
mod remedy;

use schemars::JsonSchema;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::{Problem, target_named};

pub use causes::{CauseEntry, CausesDocument};
pub use document::DiagnoseDocument;
pub use exchange::{DiagnosedExchange, DiagnosedVerdict};
pub use material::Material;
pub use message::{DiagnosedCandidate, DiagnosedMessage, MessageDiagnosis};
pub use on_target::{DiagnosedFile, OnTarget};
pub use remedy::{Remedy, asked_by, remedy};

/// What a person pastes.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, ToSchema, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DiagnoseRequest {
    /// What the console says in any browser's words, the output of `curl -i` or `curl -v`, or the
    /// text of a HAR file. Secrets in it are masked, and nothing of it is kept.
    pub text: String,
    /// The server to give the fix for, perhaps at a version: `nginx`, `nginx@1.18`.
    #[serde(default)]
    pub target: Option<String>,
}

/// Explains a text. One in which nothing is recognised has an empty document.
///
/// # Errors
///
/// If the text is too long, is a HAR file that cannot be read, or there is no such target.
///
/// ```
/// use corsmith_operations::{DiagnoseRequest, diagnose};
///
/// let text = "No 'Access-Control-Allow-Origin' header is present on the requested resource.";
/// let request = DiagnoseRequest { text: text.to_owned(), target: Some("nginx".to_owned()) };
/// let document = diagnose(&request)?;
/// let candidate = &document.diagnoses[0].candidates[0];
/// assert_eq!(candidate.code, "allow-origin-missing");
/// assert!(candidate.on_target.is_some());
/// # Ok::<(), corsmith_operations::Problem>(())
/// ```
pub fn diagnose(request: &DiagnoseRequest) -> Result<DiagnoseDocument, Problem> {
    let target = request.target.as_deref().map(target_named).transpose()?;
    let material = Material::of(&request.text)?;
    Ok(DiagnoseDocument::new(&material, target))
}
