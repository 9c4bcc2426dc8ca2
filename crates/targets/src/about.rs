//! What is known about a target besides how to render it.

use std::fmt;

use corsmith_policy::conformance::DifferenceKind;

use crate::Version;

/// A target's data: identity, page, versions, deviations.
#[derive(Debug, Clone, Copy)]
pub struct About {
    /// Its name on the command line; the name of its folder.
    pub name: &'static str,
    /// Its name in prose.
    pub title: &'static str,
    /// One line: what it writes.
    pub summary: &'static str,
    /// Its page in Markdown, with the fixed headings "What it generates", "Versions", "Limits",
    /// "How to check" and "References".
    pub page: &'static str,
    /// How much of the promise is proven.
    pub tier: Tier,
    /// Versions where the output changes, oldest first.
    pub releases: &'static [Release],
    /// The version that is meant when none is given: one in wide use, whose output older and newer
    /// ones in use accept too. 0.0 where there are no versions.
    pub default_version: Version,
    /// The newest version that a proof ran. 0.0 where there are no versions.
    pub newest_run: Version,
    /// In which points the finished server differs from the policy's answers.
    pub deviations: &'static [Deviation],
}

impl About {
    /// The oldest version that there is output for.
    #[must_use]
    pub fn oldest_version(&self) -> Version {
        self.releases.first().map_or(Version::new(0, 0), |release| release.version)
    }
}

/// A version from which on the output is different.
#[derive(Debug, Clone, Copy)]
pub struct Release {
    /// The first version it holds for.
    pub version: Version,
    /// What is different.
    pub note: &'static str,
}

/// How much of what a target promises is proven.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tier {
    /// The real server runs every policy of the proof.
    Proven,
    /// Only the syntax is checked, by the server's own checker.
    SyntaxChecked,
    /// It is text for people or for any server: there is nothing to run.
    Text,
}

impl fmt::Display for Tier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Proven => "proven against the real server",
            Self::SyntaxChecked => "syntax-checked only",
            Self::Text => "text",
        })
    }
}

/// A point in which the finished server differs from the policy's answers, known and shown to the
/// user. The proofs fail when an undeclared one appears, and when a declared one heals.
#[derive(Debug, Clone, Copy)]
pub struct Deviation {
    /// What differs. A difference that grants what the policy denies is never declared: the
    /// target refuses the policy instead.
    pub difference: DifferenceKind,
    /// Where: the last segment of the application's path in the proof, or everywhere.
    pub endpoint: Option<&'static str>,
    /// Why, and what it means for the user.
    pub reason: &'static str,
}
