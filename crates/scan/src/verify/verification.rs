//! What a verification found.

use std::collections::BTreeMap;
use std::fmt;

use corsmith_policy::conformance::{Difference, DifferenceKind, MatrixRequest};
use url::Url;

use super::plan::Planned;
use crate::{Failure, Response, Target};

/// Why requests of the matrix were not sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Skip {
    /// The server would carry them out: `POST`, `PUT` and `DELETE`.
    UnsafeMethod,
    /// A client that keeps to the URL standard spells the path otherwise: dot segments above all.
    Spelling,
    /// There were more than the limit.
    Limit,
    /// The server stopped answering, or asked to be left alone.
    Stopped,
}

impl Skip {
    /// The stable name, in kebab case.
    ///
    /// ```
    /// assert_eq!(corsmith_scan::verify::Skip::UnsafeMethod.name(), "unsafe-method");
    /// ```
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::UnsafeMethod => "unsafe-method",
            Self::Spelling => "spelling",
            Self::Limit => "limit",
            Self::Stopped => "stopped",
        }
    }
}

impl fmt::Display for Skip {
    /// Why: a clause.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::UnsafeMethod => "the server might carry them out",
            Self::Spelling => "a URL cannot be spelled like that",
            Self::Limit => "there are more than the limit; those that were sent are spread evenly",
            Self::Stopped => "the server no longer answered, or asked to be left alone",
        })
    }
}

/// A request that was answered, and where the answer differs from the policy's.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct VerifiedRequest {
    /// The request.
    pub request: MatrixRequest,
    /// Where it was sent.
    pub url: Url,
    /// The pattern of the path policy that it is judged by; `None` for that of all other paths.
    pub path: Option<String>,
    /// The status of the answer.
    pub status: u16,
    /// The fields of the answer that matter to the CORS protocol, in order.
    pub fields: Vec<(String, Vec<u8>)>,
    /// Where it differs, gravest first.
    pub differences: Vec<Difference>,
}

impl VerifiedRequest {
    pub(super) fn new(
        planned: Planned,
        path: Option<String>,
        answer: &Response,
        differences: Vec<Difference>,
    ) -> Self {
        let matters = |name: &str| {
            let name = name.to_ascii_lowercase();
            name.starts_with("access-control-") || name == "vary"
        };
        let fields = answer.headers.iter().filter(|(name, _)| matters(name));
        let fields = fields.map(|(name, value)| (name.to_owned(), value.to_vec()));
        let Planned { request, url } = planned;
        Self { request, url, path, status: answer.status, fields: fields.collect(), differences }
    }

    /// The fields of the CORS protocol, by name.
    fn granted(&self) -> Vec<(String, Vec<u8>)> {
        let fields = self.fields.iter().map(|(name, value)| (name.to_ascii_lowercase(), value));
        let mut granted: Vec<_> = fields
            .filter(|(name, _)| name != "vary")
            .map(|(name, value)| (name, value.clone()))
            .collect();
        granted.sort();
        granted
    }
}

/// A request without an answer.
#[derive(Debug, Clone)]
pub struct Unanswered {
    /// The request.
    pub request: MatrixRequest,
    /// Where it was sent.
    pub url: Url,
    /// Why there is no answer.
    pub failure: Failure,
}

/// What a verification found.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Verification {
    /// The base URL.
    pub base: Target,
    /// Every request that was answered, in the order of sending.
    pub answered: Vec<VerifiedRequest>,
    /// How many were not sent, and why.
    pub skipped: BTreeMap<Skip, usize>,
    /// A path of those that were not sent for their spelling, as an example.
    pub unspellable: Option<String>,
    /// Those without an answer.
    pub failures: Vec<Unanswered>,
    /// Why it ended early, if it did.
    pub stopped: Option<String>,
}

/// Differences of one kind on one path policy.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct DifferenceGroup<'a> {
    /// The kind.
    pub kind: DifferenceKind,
    /// The pattern of the path policy; `None` for that of all other paths.
    pub path: Option<&'a str>,
    /// The requests and what differs, in the order of sending.
    pub seen: Vec<(&'a VerifiedRequest, &'a Difference)>,
}

/// Whether a difference does no harm: no page gains or loses by it what matters to anybody.
///
/// ```
/// use corsmith_policy::conformance::DifferenceKind;
/// use corsmith_scan::verify::is_harmless;
///
/// // Applications may vary on the origin for reasons of their own.
/// assert!(is_harmless(DifferenceKind::NeedlessVary));
/// // One origin may be sent to everybody: whoever has another may not read.
/// assert!(is_harmless(DifferenceKind::DisclosesPolicy));
/// // `OPTIONS` changes nothing, and half of all servers list it.
/// assert!(is_harmless(DifferenceKind::GrantsOptions));
/// assert!(!is_harmless(DifferenceKind::LacksVary));
/// ```
#[must_use]
pub fn is_harmless(kind: DifferenceKind) -> bool {
    matches!(
        kind,
        DifferenceKind::NeedlessVary
            | DifferenceKind::DisclosesPolicy
            | DifferenceKind::GrantsUnsendableOrigin
            | DifferenceKind::GrantsOptions
    )
}

impl Verification {
    /// Nothing is answered yet; what the plan leaves out is known.
    pub(super) fn new(
        base: Target,
        skipped: BTreeMap<Skip, usize>,
        unspellable: Option<String>,
    ) -> Self {
        let (answered, failures, stopped) = (Vec::new(), Vec::new(), None);
        Self { base, answered, skipped, unspellable, failures, stopped }
    }

    /// Where every origin gets the same fields, as a server sends them that allows one and compares
    /// none, no cache can mistake one answer for another, and `Vary` has nothing to say.
    pub(super) fn forgive_fixed_answers(&mut self) {
        let mut fixed: BTreeMap<Url, bool> = BTreeMap::new();
        let mut first: BTreeMap<Url, Vec<(String, Vec<u8>)>> = BTreeMap::new();
        let is_cacheable = |it: &&VerifiedRequest| it.request.method != "OPTIONS";
        for verified in self.answered.iter().filter(is_cacheable) {
            let granted = verified.granted();
            let known = first.entry(verified.url.clone()).or_insert_with(|| granted.clone());
            let is_same = *known == granted;
            *fixed.entry(verified.url.clone()).or_insert(true) &= is_same;
        }
        for verified in &mut self.answered {
            if fixed.get(&verified.url) == Some(&true) {
                verified.differences.retain(|it| it.kind != DifferenceKind::LacksVary);
            }
        }
    }

    pub(super) fn skip(&mut self, why: Skip) {
        *self.skipped.entry(why).or_default() += 1;
    }

    /// Whether everything that was to be asked was answered as the policy says, but for what does no
    /// harm. Of nothing that was answered nothing is known: false.
    #[must_use]
    pub fn holds(&self) -> bool {
        !self.answered.is_empty()
            && self.failures.is_empty()
            && self.stopped.is_none()
            && !self.differs()
    }

    /// Whether some answer differs from the policy in a way that does harm.
    #[must_use]
    pub fn differs(&self) -> bool {
        let mut all = self.answered.iter().flat_map(|it| &it.differences);
        all.any(|difference| !is_harmless(difference.kind))
    }

    /// The answers that differ.
    pub fn differing(&self) -> impl Iterator<Item = &VerifiedRequest> {
        self.answered.iter().filter(|it| !it.differences.is_empty())
    }

    /// The differences by kind, gravest first, and by path policy.
    #[must_use]
    pub fn groups(&self) -> Vec<DifferenceGroup<'_>> {
        let mut groups: Vec<DifferenceGroup<'_>> = Vec::new();
        for verified in self.differing() {
            for difference in &verified.differences {
                let (kind, path) = (difference.kind, verified.path.as_deref());
                let index = groups
                    .iter()
                    .position(|group| group.kind == kind && group.path == path)
                    .unwrap_or_else(|| {
                        groups.push(DifferenceGroup { kind, path, seen: Vec::new() });
                        groups.len() - 1
                    });
                groups[index].seen.push((verified, difference));
            }
        }
        let gravity = |kind| DifferenceKind::ALL.iter().position(|other| *other == kind);
        groups.sort_by_key(|group| gravity(group.kind));
        groups
    }
}
