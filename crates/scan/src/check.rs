//! What a check is.

use crate::checks::ALL;
use crate::{Finding, Page, Recording, Severity};

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

/// The kind of a site.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Profile {
    /// Pages that people visit.
    #[default]
    Site,
    /// An API, which shows nobody a page.
    Api,
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
    let mut checks = ALL.to_vec();
    checks.sort_by_key(|check| check.meta().code);
    checks.into_iter()
}

/// The check with a code, in any case, or a name.
#[must_use]
pub fn find_check(code_or_name: &str) -> Option<&'static CheckMeta> {
    ALL.iter()
        .map(|check| check.meta())
        .find(|meta| meta.code.eq_ignore_ascii_case(code_or_name) || meta.name == code_or_name)
}

impl CheckMeta {
    /// The body of its page, in Markdown: *What it does*, *Why is this bad?*, *How to fix it*,
    /// *References*.
    #[must_use]
    pub fn docs(&self) -> String {
        crate::declare::docs(self.written_docs)
    }
}
