//! The JSON of a scan, and what every other format is made from. Names and meanings are public API:
//! they may grow, and change only with the version of the schema that contains them.
//!
//! Every text is one line in which everything is seen, or such lines, and has no secrets left.

use serde::Serialize;
use utoipa::ToSchema;

use super::compare::Changes;

mod asked;
mod exchange;
mod finding;
mod grade;
mod mdn;
mod sent;
mod site;

pub use asked::Asked;
pub use exchange::Exchange;
pub use finding::{Accepted, Evidence, Finding, Fix, Resource};
pub use grade::{AcceptedCheck, Cap, Grade, Point};
pub use mdn::{Mdn, MdnTest};

/// One scan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = ScanReport)]
pub struct Report {
    /// The URL that was to be scanned.
    pub target: String,
    /// Where the visit led; null if no answer came.
    pub led_to: Option<String>,
    /// When the scan began, as RFC 3339 writes it.
    pub started_at: String,
    /// `site` or `api`.
    pub profile: &'static str,
    /// The server software, if it says what it is.
    pub server: Option<String>,
    /// How many requests were sent, redirects included. What failed before it was sent, because
    /// there was no connection or the address is not asked, is none.
    pub requests: usize,
    /// How many of them asked as a page of another origin would. None of a passive scan do.
    pub cross_origin_requests: usize,
    /// How the answers were got: `asked`, or `saved` where they were read from a file.
    pub source: &'static str,
    /// What the user let the scan ask; null for answers from a file.
    pub asked: Option<Asked>,
    /// Why the visit had no answer; null if it had one.
    pub failure: Option<String>,
    /// What can be done about that; null where nothing is known.
    pub failure_help: Option<&'static str>,
    /// Why the scan ended early; null if everything was asked.
    pub cut_short: Option<String>,
    /// Null if no answer came, or too little of the site was seen.
    pub grade: Option<Grade>,
    /// Why there is no grade though answers came; null where there is one, and where none came.
    pub ungraded: Option<String>,
    /// The score of MDN HTTP Observatory's table; null where nobody asked for it.
    pub mdn: Option<Mdn>,
    /// How many findings of each severity.
    pub summary: Summary,
    /// What was found, the worst first.
    pub findings: Vec<Finding>,
    /// What was found and is accepted.
    pub accepted: Vec<Accepted>,
    /// The exchanges that findings rest on.
    pub exchanges: Vec<Exchange>,
    /// What the given policy is on the user's server.
    pub policy_fixes: Vec<PolicyFix>,
    /// The codes of the checks that ran.
    pub checks: Vec<&'static str>,
    /// What changed since the baseline; null where nobody compares.
    pub changes: Option<Changes>,
}

/// How many findings of each severity.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = ScanSummary)]
pub struct Summary {
    /// Critical.
    pub critical: usize,
    /// High.
    pub high: usize,
    /// Medium.
    pub medium: usize,
    /// Low.
    pub low: usize,
    /// Worth knowing; nothing is wrong.
    pub info: usize,
    /// Accepted, of any severity, and in none of the other numbers.
    pub accepted: usize,
}

/// A file that carries out the user's policy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = ScanPolicyFix)]
pub struct PolicyFix {
    /// For what: `nginx 1.28`.
    pub target: String,
    /// The name of the file.
    pub file: String,
    /// Its text.
    pub text: String,
}
