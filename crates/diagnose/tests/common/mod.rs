//! What the tests of single messages share.

use corsmith_diagnose::{Diagnosis, diagnose_message};

/// The one diagnosis of a text.
pub(crate) fn one(text: &str) -> Diagnosis {
    let mut diagnoses = diagnose_message(text).unwrap_or_default();
    assert_eq!(diagnoses.len(), 1, "{text}\n{diagnoses:#?}");
    diagnoses.remove(0)
}

/// The causes of a diagnosis, the likeliest first.
pub(crate) fn codes(diagnosis: &Diagnosis) -> Vec<&'static str> {
    diagnosis.candidates.iter().map(|candidate| candidate.cause.code).collect()
}
