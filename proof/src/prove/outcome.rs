//! What a proof found.

use std::collections::BTreeMap;

use corsmith_policy::conformance::{Difference, DifferenceKind, MatrixRequest};
use corsmith_targets::{Deviation, Target};

/// A difference, and the request that showed it.
#[derive(Debug, Clone)]
pub struct Seen {
    /// The request.
    pub request: MatrixRequest,
    /// The difference.
    pub difference: Difference,
}

/// What became of one policy.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct PolicyOutcome {
    /// Its name.
    pub policy: String,
    /// Why the target refuses it, if it does.
    pub refused: Option<String>,
    /// Why the server did not start or did not answer, if so.
    pub failed: Option<String>,
    /// How many requests were asked.
    pub requests: usize,
    /// Every difference, declared ones included.
    pub seen: Vec<Seen>,
}

impl PolicyOutcome {
    pub(super) fn refused(policy: &str, why: String) -> Self {
        Self { refused: Some(why), ..Self::proven(policy, 0, Vec::new()) }
    }

    pub(super) fn failed(policy: &str, why: String) -> Self {
        Self { failed: Some(why), ..Self::proven(policy, 0, Vec::new()) }
    }

    pub(super) fn proven(policy: &str, requests: usize, seen: Vec<Seen>) -> Self {
        Self { policy: policy.to_owned(), refused: None, failed: None, requests, seen }
    }
}

/// The proof of one server.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct ProofOutcome {
    /// The server.
    pub server: &'static str,
    /// What it says of itself.
    pub version: String,
    /// What became of each policy.
    pub policies: Vec<PolicyOutcome>,
    deviations: &'static [Deviation],
}

/// Fewer policies than this prove nothing, however few the target takes.
const FEWEST_POLICIES: usize = 25;

impl ProofOutcome {
    pub(super) fn new(
        server: &'static str,
        version: String,
        target: &dyn Target,
        policies: Vec<PolicyOutcome>,
    ) -> Self {
        Self { server, version, policies, deviations: target.about().deviations }
    }

    /// How many policies ran.
    #[must_use]
    pub fn proven(&self) -> usize {
        let ran = |policy: &&PolicyOutcome| policy.refused.is_none() && policy.failed.is_none();
        self.policies.iter().filter(ran).count()
    }

    /// How many requests were asked.
    #[must_use]
    pub fn requests(&self) -> usize {
        self.policies.iter().map(|policy| policy.requests).sum()
    }

    /// Differences that the target does not declare, with their policies.
    pub fn undeclared(&self) -> impl Iterator<Item = (&str, &Seen)> {
        self.policies.iter().flat_map(move |policy| {
            let undeclared = policy.seen.iter().filter(|seen| !is_declared(seen, self.deviations));
            undeclared.map(|seen| (policy.policy.as_str(), seen))
        })
    }

    /// How often each declared deviation was seen; 0 means that it has healed.
    #[must_use]
    pub fn declared(&self) -> Vec<(&'static Deviation, usize)> {
        let seen = || self.policies.iter().flat_map(|policy| &policy.seen);
        let count = |deviation| seen().filter(|seen| is_instance(seen, deviation)).count();
        self.deviations.iter().map(|deviation| (deviation, count(deviation))).collect()
    }

    /// The undeclared differences, counted by kind.
    #[must_use]
    pub fn undeclared_kinds(&self) -> BTreeMap<DifferenceKind, usize> {
        let mut kinds = BTreeMap::new();
        for (_, seen) in self.undeclared() {
            *kinds.entry(seen.difference.kind).or_default() += 1;
        }
        kinds
    }

    /// Whether the server does what the policies say, but for what is declared.
    #[must_use]
    pub fn holds(&self) -> bool {
        self.undeclared().next().is_none()
            && self.policies.iter().all(|policy| policy.failed.is_none())
            && self.declared().iter().all(|(_, count)| *count > 0)
            && self.proven() >= FEWEST_POLICIES
    }
}

pub(super) fn is_declared(seen: &Seen, deviations: &[Deviation]) -> bool {
    // Granting what is denied is no deviation to live with.
    seen.difference.kind != DifferenceKind::GrantsDenied
        && deviations.iter().any(|deviation| is_instance(seen, deviation))
}

fn is_instance(seen: &Seen, deviation: &Deviation) -> bool {
    seen.difference.kind == deviation.difference
        && deviation.endpoint.is_none_or(|endpoint| endpoint == seen.request.endpoint)
}
