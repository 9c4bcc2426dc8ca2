//! What `corsmith infer` learned, as a document.

use corsmith_scan::Confidence;
use corsmith_scan::infer::Inference;
use serde::Serialize;
use utoipa::ToSchema;

/// The policy of a deployed site, learned by asking: `corsmith.infer/v1`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct InferDocument {
    /// `corsmith.infer/v1`.
    pub schema: &'static str,
    /// The URL.
    pub url: String,
    /// Whether any origin is granted anything.
    pub grants_anything: bool,
    /// The policy as TOML, with the evidence as comments. It says what the site does, and may be
    /// one that is refused.
    pub policy: String,
    /// Why each line is there.
    pub evidence: Vec<InferEvidence>,
    /// What the site does that no policy can say, or that is dangerous.
    pub warnings: Vec<String>,
    /// How many requests were sent.
    pub requests: usize,
    /// How many questions had no answer.
    pub failures: usize,
    /// Why it ended early; null if it did not.
    pub stopped: Option<String>,
}

/// Why a line of the policy is there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct InferEvidence {
    /// The pattern of the path policy; null for that of all other paths.
    pub path: Option<String>,
    /// The key.
    pub key: &'static str,
    /// The entry of a list; null for the whole line.
    pub entry: Option<String>,
    /// `certain`, `firm` or `tentative`.
    pub confidence: &'static str,
    /// What was seen.
    pub evidence: String,
}

impl InferDocument {
    /// The document of an inference.
    ///
    /// ```
    /// use corsmith_operations::InferDocument;
    /// use corsmith_scan::infer::Inference;
    ///
    /// fn document(inference: &Inference) -> InferDocument {
    ///     let document = InferDocument::new(inference);
    ///     assert_eq!(document.schema, "corsmith.infer/v1");
    ///     document
    /// }
    /// ```
    #[must_use]
    pub fn new(inference: &Inference) -> Self {
        let evidence = inference.lines.iter().map(|line| InferEvidence {
            path: line.path.clone(),
            key: line.key,
            entry: line.entry.clone(),
            confidence: match line.confidence {
                Confidence::Certain => "certain",
                Confidence::Firm => "firm",
                Confidence::Tentative => "tentative",
            },
            evidence: line.evidence.clone(),
        });
        Self {
            schema: "corsmith.infer/v1",
            url: inference.target.url.to_string(),
            grants_anything: inference.grants_anything(),
            policy: inference.toml(),
            evidence: evidence.collect(),
            warnings: inference.warnings.clone(),
            requests: inference.requests,
            failures: inference.failures,
            stopped: inference.stopped.clone(),
        }
    }
}
