//! How the engines compare with the standard.

use corsmith_fetch::Deviation;
use corsmith_simulate::{Difference, DifferenceKind};
use serde::Serialize;
use utoipa::ToSchema;

/// How an engine compares with the standard; null where it was not compared.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct EngineDifference(
    /// What differs.
    pub Option<Disagreement>,
);

/// What differs between an engine and the standard.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Disagreement {
    /// `same`, `cause`, `requests` or `outcome`: the largest thing that differs.
    pub kind: &'static str,
    /// Which deviations make the difference.
    pub deviations: Vec<DeviationNote>,
}

/// A deviation of an engine.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct DeviationNote {
    /// Its name.
    pub name: &'static str,
    /// One sentence.
    pub text: &'static str,
}

impl EngineDifference {
    pub(super) fn of(difference: Option<&Difference>) -> Self {
        Self(difference.map(Disagreement::of))
    }
}

impl Disagreement {
    fn of(difference: &Difference) -> Self {
        let deviations = difference.deviations.iter();
        let note = |deviation: &Deviation| DeviationNote {
            name: deviation.code(),
            text: deviation.about(),
        };
        Self {
            kind: match difference.kind {
                DifferenceKind::Same => "same",
                DifferenceKind::Cause => "cause",
                DifferenceKind::Requests => "requests",
                DifferenceKind::Outcome => "outcome",
            },
            deviations: deviations.map(note).collect(),
        }
    }
}
