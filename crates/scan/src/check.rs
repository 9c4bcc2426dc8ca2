//! What a check is.

use std::fmt;
use std::sync::LazyLock;

use crate::checks::ALL;
use crate::cookie::SetCookie;
use crate::readable::Answered;
use crate::visited::Visited;
use crate::{CspList, Finding, Page, Recording, Severity};

/// A check: it judges what was recorded, and never sends.
///
/// A check is one file of `checks/`, whose doc comment is its published page. Adding one is that
/// file and `cargo xtask codegen`.
pub trait Check: Sync {
    /// Its identity and its page.
    fn meta(&self) -> &'static CheckMeta;

    /// Reports what it finds.
    fn check(&self, context: &CheckContext<'_>, findings: &mut Vec<Finding>);
}

/// What a check knows.
#[derive(Debug, Clone, Copy)]
pub struct CheckContext<'a> {
    /// What was recorded.
    pub recording: &'a Recording,
    /// The page's markup, where the visit led to HTML.
    pub page: Option<&'a Page>,
    /// The Content Security Policies of the page: of the visit's last answer and of its markup.
    pub csp: &'a CspList,
    /// Whether a browser shows the visit's last answer as a document, so that it obeys them.
    pub(crate) is_document: bool,
    /// The cookies of the visit, which ten checks look at.
    pub(crate) cookies: &'a [SetCookie<'a>],
    /// The last answer of the visit.
    pub(crate) visited: Option<Visited<'a>>,
    /// For each resource, what [`telling_answers`](crate::readable::telling_answers) gives.
    pub(crate) telling: &'a [Vec<Answered<'a>>],
    /// For each resource, what [`own_answers`](crate::readable::own_answers) gives.
    pub(crate) own: &'a [Vec<Answered<'a>>],
}

impl<'a> CheckContext<'a> {
    /// The answers that say something about a resource.
    pub(crate) fn telling_answers(&self, resource: usize) -> &'a [Answered<'a>] {
        self.telling.get(resource).map_or(&[], Vec::as_slice)
    }

    /// The answers about a resource that come from the target's own site.
    pub(crate) fn own_answers(&self, resource: usize) -> &'a [Answered<'a>] {
        self.own.get(resource).map_or(&[], Vec::as_slice)
    }
}

/// A check's identity and its page.
#[derive(Debug)]
#[non_exhaustive]
pub struct CheckMeta {
    /// `CS` and three digits. Public API: never renumbered, never reused.
    pub code: &'static str,
    /// The bad state in kebab-case, such as `stranger-reads-with-credentials`.
    pub name: &'static str,
    /// What it is about.
    pub topic: Topic,
    /// How bad a finding is, unless the check knows better for one finding.
    pub severity: Severity,
    /// For what kind of site it matters.
    pub profiles: Profiles,
    /// What it reports, in one sentence.
    pub summary: &'static str,
    pub(crate) written_docs: &'static str,
    /// The version of Corsmith that introduced it.
    pub since: &'static str,
    /// The address of the clause it rests on.
    pub clause: &'static str,
}

/// What a check is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Topic {
    /// Cross-origin resource sharing: `CS2xx`.
    Cors,
    /// Content Security Policy: `CS4xx`.
    Csp,
    /// The other security headers: `CS3xx`.
    Headers,
    /// Cookies, certificates, redirects and what the page loads: `CS5xx`.
    Site,
    /// The exchange itself: what no client should read, limits: `CS6xx`.
    Protocol,
}

impl Topic {
    /// Each, in the order of reports.
    pub const ALL: [Self; 5] = [Self::Cors, Self::Csp, Self::Headers, Self::Site, Self::Protocol];

    /// One word, for machines.
    ///
    /// ```
    /// assert_eq!(corsmith_scan::Topic::Csp.name(), "csp");
    /// ```
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Cors => "cors",
            Self::Csp => "csp",
            Self::Headers => "headers",
            Self::Site => "site",
            Self::Protocol => "protocol",
        }
    }
}

/// The kind of a site.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Profile {
    /// Pages that people visit.
    #[default]
    Site,
    /// An API, which shows nobody a page.
    Api,
}

impl Profile {
    /// Its name, as on the command line.
    ///
    /// ```
    /// assert_eq!(corsmith_scan::Profile::default().name(), "site");
    /// ```
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Site => "site",
            Self::Api => "api",
        }
    }
}

/// For what kinds of sites a check matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Profiles {
    /// Every kind.
    All,
    /// Only sites with pages.
    Site,
    /// Only APIs.
    Api,
}

impl Profiles {
    /// Whether a check of these profiles runs for a site of `profile`.
    ///
    /// ```
    /// use corsmith_scan::{Profile, Profiles};
    ///
    /// assert!(Profiles::All.includes(Profile::Api) && !Profiles::Site.includes(Profile::Api));
    /// ```
    #[must_use]
    pub fn includes(self, profile: Profile) -> bool {
        match self {
            Self::All => true,
            Self::Site => profile == Profile::Site,
            Self::Api => profile == Profile::Api,
        }
    }
}

/// Every check, sorted by code.
///
/// ```
/// assert!(corsmith_scan::checks().all(|check| check.meta().code.starts_with("CS")));
/// ```
pub fn checks() -> impl Iterator<Item = &'static dyn Check> {
    /// Sorted once: every judgement goes through them.
    static SORTED: LazyLock<Vec<&'static dyn Check>> = LazyLock::new(|| {
        let mut checks = ALL.to_vec();
        checks.sort_by_key(|check| check.meta().code);
        checks
    });
    SORTED.iter().copied()
}

/// The check with a code, in any case, or a name.
#[must_use]
pub fn find_check(code_or_name: &str) -> Option<&'static CheckMeta> {
    ALL.iter()
        .map(|check| check.meta())
        .find(|meta| meta.code.eq_ignore_ascii_case(code_or_name) || meta.name == code_or_name)
}

impl CheckMeta {
    /// The identity of a check outside this crate, for every profile, without a page.
    ///
    /// ```
    /// use corsmith_scan::{CheckMeta, Severity, Topic};
    ///
    /// static META: CheckMeta =
    ///     CheckMeta::new("CS999", "no-tea", Topic::Headers, Severity::Low, "There is no tea.");
    /// assert_eq!(META.docs(), "");
    /// ```
    #[must_use]
    pub const fn new(
        code: &'static str,
        name: &'static str,
        topic: Topic,
        severity: Severity,
        summary: &'static str,
    ) -> Self {
        Self {
            code,
            name,
            topic,
            severity,
            profiles: Profiles::All,
            summary,
            written_docs: "",
            since: "",
            clause: "",
        }
    }

    /// The body of its page, in Markdown: *What it does*, *Why is this bad?*, *How to fix it*,
    /// *References*.
    #[must_use]
    pub fn docs(&self) -> String {
        crate::declare::docs(self.written_docs)
    }
}

impl fmt::Display for Topic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Cors => "Cross-origin resource sharing",
            Self::Csp => "Content Security Policy",
            Self::Headers => "Security headers",
            Self::Site => "Cookies, redirects, certificates and what the page loads",
            Self::Protocol => "The exchange itself",
        })
    }
}

impl fmt::Display for Profiles {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::All => "sites and APIs",
            Self::Site => "sites",
            Self::Api => "APIs",
        })
    }
}
