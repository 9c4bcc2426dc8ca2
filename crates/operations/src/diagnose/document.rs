//! `corsmith.diagnosis/v1`. All of it is masked. Keys may be added within `v1`; none is renamed or
//! removed.

use corsmith_targets::TargetSelection;
use serde::Serialize;
use utoipa::ToSchema;

use super::exchange::DiagnosedExchange;
use super::material::Material;
use super::message::MessageDiagnosis;

/// What was found: `corsmith.diagnosis/v1`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct DiagnoseDocument {
    /// `corsmith.diagnosis/v1`.
    pub version: &'static str,
    /// One entry a fault that messages tell of, in the order of the text.
    pub diagnoses: Vec<MessageDiagnosis>,
    /// One entry a fetch of `curl` output, and one a failing fetch of a HAR file.
    pub exchanges: Vec<DiagnosedExchange>,
    /// How many fetches of HAR files are fine.
    pub passing_exchanges: usize,
    /// What could not be read to its end.
    pub warnings: Vec<String>,
}

impl DiagnoseDocument {
    /// The document of `material`, with the fix for `target` if there is one.
    ///
    /// ```
    /// use corsmith_operations::{DiagnoseDocument, Material};
    ///
    /// let material = Material::of("Preflight response is not successful. Status code: 405")?;
    /// let document = DiagnoseDocument::new(&material, None);
    /// assert_eq!(document.diagnoses[0].browser, "webkit");
    /// # Ok::<(), corsmith_operations::Problem>(())
    /// ```
    #[must_use]
    pub fn new(material: &Material, target: Option<TargetSelection>) -> Self {
        let diagnoses = material.diagnoses.iter().map(|it| MessageDiagnosis::of(it, target));
        let exchanges = material.exchanges.iter().map(|it| DiagnosedExchange::of(it, target));
        Self {
            version: "corsmith.diagnosis/v1",
            diagnoses: diagnoses.collect(),
            exchanges: exchanges.collect(),
            passing_exchanges: material.passing,
            warnings: material.warnings.clone(),
        }
    }
}
