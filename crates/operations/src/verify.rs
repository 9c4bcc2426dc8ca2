//! What `corsmith verify` found, as a document.

use corsmith_policy::Policy;
use corsmith_scan::verify::{DifferenceGroup, Verification, is_harmless};
use serde::Serialize;
use utoipa::ToSchema;

use crate::HeaderField;

/// How a deployed site compares with its policy: `corsmith.verify/v1`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct VerifyDocument {
    /// `corsmith.verify/v1`.
    pub schema: &'static str,
    /// The base URL.
    pub url: String,
    /// The policy's name.
    pub policy: String,
    /// The environment of the policy; null for none.
    pub environment: Option<String>,
    /// Whether everything was answered as the policy says, but for what does no harm.
    pub holds: bool,
    /// How many answers were compared.
    pub compared: usize,
    /// What differs, gravest first.
    pub differences: Vec<VerifyDifference>,
    /// Requests that were not sent.
    pub skipped: Vec<VerifySkip>,
    /// Requests without an answer.
    pub failures: Vec<VerifyFailure>,
    /// Why it ended early; null if it did not.
    pub stopped: Option<String>,
}

/// Differences of one kind on one path policy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct VerifyDifference {
    /// The kind, such as `grants-denied`.
    pub kind: String,
    /// What the kind means.
    pub meaning: &'static str,
    /// Whether it does no harm; `holds` does not count it then.
    pub harmless: bool,
    /// The pattern of the path policy; null for that of all other paths.
    pub path: Option<String>,
    /// Every answer that differs so.
    pub answers: Vec<VerifyAnswer>,
}

/// A request, its answer, and how it differs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct VerifyAnswer {
    /// What the request is, in words.
    pub name: String,
    /// The method.
    pub method: String,
    /// Where it was sent.
    pub url: String,
    /// The header lines that were sent, but for `Host` and those for all requests.
    pub headers: Vec<HeaderField>,
    /// The status of the answer.
    pub status: u16,
    /// The CORS headers and `Vary` of the answer.
    pub answer: Vec<HeaderField>,
    /// What was expected and what was seen.
    pub detail: String,
}

/// Requests that were not sent, for one reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct VerifySkip {
    /// `unsafe-method`, `spelling`, `limit` or `stopped`.
    pub kind: &'static str,
    /// The reason in words.
    pub reason: String,
    /// How many.
    pub count: usize,
}

/// A request without an answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct VerifyFailure {
    /// What the request is, in words.
    pub name: String,
    /// Where it was to be sent.
    pub url: String,
    /// Why there is no answer.
    pub why: String,
}

impl VerifyDocument {
    /// The document of a verification against `policy`.
    ///
    /// ```
    /// use corsmith_operations::VerifyDocument;
    /// use corsmith_policy::Policy;
    /// use corsmith_scan::verify::Verification;
    ///
    /// fn document(verification: &Verification, policy: &Policy) -> VerifyDocument {
    ///     let document = VerifyDocument::new(verification, policy);
    ///     assert_eq!(document.schema, "corsmith.verify/v1");
    ///     document
    /// }
    /// ```
    #[must_use]
    pub fn new(verification: &Verification, policy: &Policy) -> Self {
        Self {
            schema: "corsmith.verify/v1",
            url: verification.base.url.to_string(),
            policy: policy.name().to_owned(),
            environment: policy.environment().map(str::to_owned),
            holds: verification.holds(),
            compared: verification.answered.len(),
            differences: verification.groups().iter().map(VerifyDifference::new).collect(),
            skipped: verification
                .skipped
                .iter()
                .map(|(why, count)| VerifySkip {
                    kind: why.name(),
                    reason: why.to_string(),
                    count: *count,
                })
                .collect(),
            failures: verification
                .failures
                .iter()
                .map(|failed| VerifyFailure {
                    name: failed.request.name.clone(),
                    url: failed.url.to_string(),
                    why: failed.failure.to_string(),
                })
                .collect(),
            stopped: verification.stopped.clone(),
        }
    }
}

impl VerifyDifference {
    fn new(group: &DifferenceGroup<'_>) -> Self {
        let received = |fields: &[(String, Vec<u8>)]| {
            fields.iter().map(|(name, value)| HeaderField::from_wire(name, value)).collect()
        };
        let answers = group.seen.iter().map(|(verified, difference)| VerifyAnswer {
            name: verified.request.name.clone(),
            method: verified.request.method.clone(),
            url: verified.url.to_string(),
            headers: HeaderField::list(&verified.request.headers),
            status: verified.status,
            answer: received(&verified.fields),
            detail: difference.detail.clone(),
        });
        Self {
            kind: group.kind.to_string(),
            meaning: group.kind.meaning(),
            harmless: is_harmless(group.kind),
            path: group.path.map(str::to_owned),
            answers: answers.collect(),
        }
    }
}
