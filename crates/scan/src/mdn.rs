//! The score of MDN HTTP Observatory, by its published table.
//!
//! This follows the table of algorithm 6 (version 1.6.3): twelve subjects, 77 results, their order
//! of decision, the curve and the grades. It is a description of another tool's rules in our own
//! words and code. Where that tool was seen to do something else than its table says, the table is
//! followed:
//!
//! * A reflected origin with credentials is `…-with-universal-access` (-50). The tool compares with
//!   a request field that it never has, and gives 0.
//! * It asks with `OPTIONS` alone, so that a server which reflects only on `GET` passes. Here both
//!   are looked at, as far as they were recorded.
//! * `max-age="31536000"` is legal and read; `max-age=abc` is invalid. The tool passes both.
//! * The type of an answer and the scheme of a script have no case.
//! * Two hosts without a registrable domain are one site only if they are equal.
//! * A script whose URL cannot be parsed is `html-not-parseable`. The tool ends without a score.
//!
//! What its table takes into account is taken as it is, also where browsers differ:
//! `frame-ancestors` in `<meta>` counts, `frame-ancestors *` counts, and two policies are combined
//! as its parser does (see `csp.rs`).
//!
//! The list of hosts that browsers preload for HSTS is not part of Corsmith: without one given by
//! the caller, `hsts-preloaded` and `redirection-all-redirects-preloaded` never result.

mod csp;
mod grade;
mod markup;
mod preload;
mod results;
mod seen;
mod subjects;
#[cfg(test)]
mod table;

use std::fmt;

pub use grade::mdn_grade;
pub use preload::{PreloadScope, Preloads};
pub use results::MdnResult;

use crate::Recording;
use seen::Seen;

/// The algorithm whose table this is.
pub const MDN_ALGORITHM_VERSION: u32 = 6;

/// A score and how it came about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MdnScore {
    /// [`MDN_ALGORITHM_VERSION`].
    pub algorithm_version: u32,
    /// The score: 0 and more; 165 is the most that the table gives.
    pub score: u32,
    /// The grade, from `A+` to `F`.
    pub grade: &'static str,
    /// The twelve subjects, in the table's order.
    pub tests: Vec<MdnTest>,
}

/// One subject.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MdnTest {
    /// The subject, such as `content-security-policy`.
    pub name: &'static str,
    /// The result, such as `csp-not-implemented`.
    pub result: &'static str,
    /// What it adds to the score, or takes.
    pub modifier: i32,
    /// Whether it is passed; `None` where there is nothing to pass.
    pub pass: Option<bool>,
    /// What the result means.
    pub description: &'static str,
}

/// Why there is no score.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MdnRefusal {
    /// There is no answer to a visit.
    NoAnswer,
    /// The answer has a status that is not scored: neither 2xx nor 3xx, 401 or 403.
    Status(u16),
}

/// The score of a recorded visit.
///
/// # Errors
///
/// What the tool scores no site for: see [`MdnRefusal`].
///
/// ```
/// use corsmith_scan::{MdnRefusal, Preloads, Recording, Target, mdn_score};
///
/// let nothing = Recording::new(Target::parse("www.example.com")?);
/// assert_eq!(mdn_score(&nothing, &Preloads::default()), Err(MdnRefusal::NoAnswer));
/// # Ok::<(), corsmith_scan::TargetError>(())
/// ```
pub fn mdn_score(recording: &Recording, preloads: &Preloads) -> Result<MdnScore, MdnRefusal> {
    let seen = Seen::of(recording, preloads)?;
    let tests: Vec<MdnTest> = subjects::all(&seen)
        .into_iter()
        .map(|(name, result)| MdnTest {
            name,
            result: result.id,
            modifier: result.modifier,
            pass: result.pass,
            description: result.description,
        })
        .collect();
    let score = grade::score(tests.iter().map(|test| test.modifier));
    let algorithm_version = MDN_ALGORITHM_VERSION;
    Ok(MdnScore { algorithm_version, score, grade: mdn_grade(score), tests })
}

impl fmt::Display for MdnRefusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoAnswer => f.write_str("MDN Observatory scores no site without an answer"),
            Self::Status(status) => {
                write!(f, "MDN Observatory scores no answer of status {status}")
            }
        }
    }
}

impl std::error::Error for MdnRefusal {}
