//! What a probe is.

use std::fmt;

use crate::lookalike::{Asker, Lookalikes};
use crate::probes::ALL;
use crate::{Label, OriginKind, Recording, Request, Resource};

/// A probe: it asks, and never judges.
///
/// A probe is one file of `probes/`, whose doc comment is its published page. Adding one is that
/// file and `cargo xtask codegen`.
pub trait Probe: Sync {
    /// Its identity and its page.
    fn meta(&self) -> &'static ProbeMeta;

    /// What it asks about one resource.
    fn asks(&self, context: &ProbeContext<'_>) -> Vec<Ask>;

    /// Whether its questions follow from what the others have seen: it asks after them.
    fn is_follow_up(&self) -> bool {
        false
    }
}

/// A probe's identity and its page.
#[derive(Debug)]
#[non_exhaustive]
pub struct ProbeMeta {
    /// Its name in kebab-case, such as `prefix`.
    pub name: &'static str,
    /// When it is sent.
    pub mode: ProbeMode,
    /// What it asks, in one sentence.
    pub summary: &'static str,
    pub(crate) written_docs: &'static str,
}

/// When a probe is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ProbeMode {
    /// Always: an ordinary request, as a browser's visit.
    Passive,
    /// Only to servers that the user has declared theirs.
    Active,
    /// Only where the user asked for this kind of probe.
    OptIn,
}

impl ProbeMode {
    /// Its name in kebab-case, for machines.
    ///
    /// ```
    /// assert_eq!(corsmith_scan::ProbeMode::OptIn.name(), "opt-in");
    /// ```
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Passive => "passive",
            Self::Active => "active",
            Self::OptIn => "opt-in",
        }
    }
}

/// What a probe knows when it asks.
#[derive(Debug, Clone, Copy)]
pub struct ProbeContext<'a> {
    /// The resource that is asked about.
    pub resource: &'a Resource,
    /// The label of the scan.
    pub label: &'a Label,
    /// What has been recorded so far: a probe may ask what an answer names. All of the passive
    /// probes, and for a follow-up all others.
    pub recording: &'a Recording,
    /// Origins that the user asks about.
    pub candidates: &'a [String],
}

impl ProbeContext<'_> {
    /// An actual request with an `Origin` of a kind.
    #[must_use]
    pub fn actual(&self, kind: OriginKind, origin: impl AsRef<[u8]>) -> Ask {
        Ask::actual(self.resource, kind, origin)
    }

    /// An actual request as each of these.
    pub(crate) fn as_each(&self, askers: Vec<Asker>) -> Vec<Ask> {
        askers.into_iter().map(|(kind, origin)| self.actual(kind, origin)).collect()
    }

    /// What looks like the target's origin.
    pub(crate) fn lookalikes(&self) -> Lookalikes<'_> {
        Lookalikes { of: &self.resource.target, label: self.label }
    }

    /// The place of the resource in the recording.
    pub(crate) fn place(&self) -> usize {
        let mut resources = self.recording.resources.iter();
        resources.position(|it| it == self.resource).unwrap_or_default()
    }

    /// The scheme of the target: pages that ask it have, unless a probe is about that, the same.
    #[must_use]
    pub fn scheme(&self) -> &str {
        self.resource.target.url.scheme()
    }

    /// The origin of a host, on the port of the scheme.
    #[must_use]
    pub fn origin(&self, host: impl std::fmt::Display) -> String {
        format!("{}://{host}", self.scheme())
    }

    /// Whether it is about the first resource, for what is asked once a scan.
    #[must_use]
    pub fn is_first(&self) -> bool {
        self.recording.resources.first() == Some(self.resource)
    }

    /// An origin that the server is known to let read as much as any, or the own one.
    pub(crate) fn asker(&self) -> (OriginKind, String) {
        crate::readable::asker(self.recording, self.place())
    }
}

/// One request of a probe.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ask {
    /// What is sent.
    pub request: Request,
    /// What for.
    pub purpose: Purpose,
    /// What the `Origin` that is sent is to the target; `None` where none is sent.
    pub origin: Option<OriginKind>,
    /// What becomes of redirects.
    pub redirects: Redirects,
}

/// What a request is sent for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Purpose {
    /// An ordinary visit, as of somebody who types the address.
    Visit,
    /// The same over plain `http`, to see where it leads.
    PlainVisit,
    /// An actual request with an `Origin`, or for comparison without.
    Actual,
    /// A CORS-preflight request.
    Preflight,
    /// One of two requests with different origins for a URL that nobody has asked for before.
    CachePair,
}

impl Purpose {
    /// Its name in kebab-case, for machines.
    ///
    /// ```
    /// assert_eq!(corsmith_scan::Purpose::PlainVisit.name(), "plain-visit");
    /// ```
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Visit => "visit",
            Self::PlainVisit => "plain-visit",
            Self::Actual => "actual",
            Self::Preflight => "preflight",
            Self::CachePair => "cache-pair",
        }
    }
}

/// What becomes of redirects.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Redirects {
    /// Each is followed, within limits.
    Follow,
    /// The redirect is the answer.
    Keep,
}

impl Ask {
    /// An actual request with an `Origin` of a kind, redirects kept.
    #[must_use]
    pub fn actual(resource: &Resource, kind: OriginKind, origin: impl AsRef<[u8]>) -> Self {
        Self {
            request: resource.request().header("Origin", origin),
            purpose: Purpose::Actual,
            origin: Some(kind),
            redirects: Redirects::Keep,
        }
    }

    /// A CORS-preflight request for `method` and `headers`, a list of names in the form of
    /// `Access-Control-Request-Headers`, empty for none.
    #[must_use]
    pub fn preflight(
        resource: &Resource,
        (kind, origin): (OriginKind, &str),
        method: &str,
        headers: &str,
    ) -> Self {
        let mut request = Request::new("OPTIONS", resource.target.url.clone())
            .header("Accept", "*/*")
            .header("Access-Control-Request-Method", method);
        if !headers.is_empty() {
            request = request.header("Access-Control-Request-Headers", headers);
        }
        Self {
            request: request.header("Origin", origin),
            purpose: Purpose::Preflight,
            origin: Some(kind),
            redirects: Redirects::Keep,
        }
    }
}

/// Every probe in the order in which they ask: by name, then follow-ups by name.
///
/// ```
/// assert!(corsmith_scan::probes().any(|probe| probe.meta().name == "stranger"));
/// ```
pub fn probes() -> impl Iterator<Item = &'static dyn Probe> {
    let first = ALL.iter().filter(|probe| !probe.is_follow_up());
    first.chain(ALL.iter().filter(|probe| probe.is_follow_up())).copied()
}

impl ProbeMeta {
    /// The body of its page, in Markdown.
    #[must_use]
    pub fn docs(&self) -> String {
        crate::declare::docs(self.written_docs)
    }
}

impl fmt::Display for ProbeMode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Passive => "always",
            Self::Active => "for servers that are the user's",
            Self::OptIn => "where asked for",
        })
    }
}
