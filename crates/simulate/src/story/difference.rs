//! How an engine differs from the standard in one fetch.

use corsmith_fetch::{Deviation, Profile};

use crate::story::run::Run;

/// What differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DifferenceKind {
    /// Nothing that is sent or that the page can see.
    Same,
    /// The cause, and so the message; the page sees no difference.
    Cause,
    /// What is sent; the page sees no difference.
    Requests,
    /// What the page gets.
    Outcome,
}

/// How an engine differs from the standard, and by what.
#[derive(Clone, Debug)]
pub struct Difference {
    /// What differs.
    pub kind: DifferenceKind,
    /// The deviations without which it would be the same, or else without which it would change.
    pub deviations: Vec<Deviation>,
}

impl Difference {
    /// Compares, and looks for the deviations by leaving out one after the other.
    pub(super) fn new(standard: &Run, run: &Run, again: impl Fn(Profile) -> Run) -> Self {
        let kind = compare(standard, run);
        let mut deviations = Vec::new();
        if kind != DifferenceKind::Same {
            let own =
                Deviation::ALL.iter().copied().filter(|deviation| run.profile.has(*deviation));
            let runs: Vec<_> = own.map(|own| (own, again(run.profile.without(own)))).collect();
            let healing = runs.iter().filter(|(_, run)| compare(standard, run) < kind);
            deviations = healing.map(|(own, _)| *own).collect();
            if deviations.is_empty() {
                let changing = runs.iter().filter(|(_, without)| differs(run, without));
                deviations = changing.map(|(own, _)| *own).collect();
            }
        }
        Self { kind, deviations }
    }
}

fn differs(one: &Run, other: &Run) -> bool {
    compare(one, other) != DifferenceKind::Same
}

fn compare(standard: &Run, run: &Run) -> DifferenceKind {
    let (ours, theirs) = (&standard.outcome, &run.outcome);
    let is_same_outcome = match (&ours.result, &theirs.result) {
        (Ok(ours), Ok(theirs)) => ours == theirs,
        (Err(_), Err(_)) => true,
        _ => false,
    };
    if !is_same_outcome {
        return DifferenceKind::Outcome;
    }
    if ours.requests != theirs.requests {
        return DifferenceKind::Requests;
    }
    let code = |run: &Run| run.outcome.result.as_ref().err().map(|failure| failure.error.code());
    if code(standard) == code(run) { DifferenceKind::Same } else { DifferenceKind::Cause }
}
