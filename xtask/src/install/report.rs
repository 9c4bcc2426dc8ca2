//! What came of each requirement, one line each.

use std::fmt;

use super::{Requirement, Strictness};

/// What came of one requirement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// It was there.
    AlreadyThere {
        /// What it reports, or what was pinned.
        version: String,
    },
    /// It was installed now.
    Installed {
        /// What it reports, or what was pinned.
        version: String,
    },
    /// It could not be installed.
    Missing {
        /// Why, in the words of the program that failed, on one line.
        why: String,
    },
}

/// One requirement and what came of it.
#[derive(Debug)]
pub(crate) struct Line {
    /// The requirement.
    pub(crate) requirement: &'static Requirement,
    /// What came of it.
    pub(crate) outcome: Outcome,
}

/// What came of all requirements; its `Display` has one line for each.
#[derive(Debug)]
pub(crate) struct Report {
    /// In the order of [`ALL`](super::ALL).
    pub(crate) lines: Vec<Line>,
    /// What a missing one means.
    pub(crate) strict: Strictness,
}

impl Report {
    /// Whether the run must stop: something is missing and nothing may be.
    #[must_use]
    pub(crate) fn is_failure(&self) -> bool {
        self.strict == Strictness::Strict && self.missing().next().is_some()
    }

    /// What could not be installed.
    pub(crate) fn missing(&self) -> impl Iterator<Item = &'static Requirement> {
        let missing =
            self.lines.iter().filter(|line| matches!(line.outcome, Outcome::Missing { .. }));
        missing.map(|line| line.requirement)
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for Line { requirement, outcome } in &self.lines {
            write!(f, "{:<11} ", requirement.name)?;
            match outcome {
                Outcome::AlreadyThere { version } => writeln!(f, "{version} (already there)")?,
                Outcome::Installed { version } => writeln!(f, "{version} (installed)")?,
                Outcome::Missing { why } => {
                    writeln!(
                        f,
                        "could not install: {why}; left out: {}",
                        requirement.serves.join(", ")
                    )?;
                }
            }
        }
        let missing = self.missing().count();
        match (missing, self.strict) {
            (0, _) => Ok(()),
            (1, Strictness::Lenient) => {
                writeln!(f, "1 requirement is missing; its tests are left out")
            }
            (_, Strictness::Lenient) => {
                writeln!(f, "{missing} requirements are missing; their tests are left out")
            }
            (1, Strictness::Strict) => {
                writeln!(f, "1 requirement is missing, which is a failure with CI=true")
            }
            (_, Strictness::Strict) => {
                writeln!(f, "{missing} requirements are missing, which is a failure with CI=true")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::ALL;
    use super::*;

    fn report(strict: Strictness) -> Report {
        let there = Outcome::AlreadyThere { version: "1.22.1".to_owned() };
        let missing = Outcome::Missing { why: "no `apt-get` on this machine".to_owned() };
        let line = |name: &str, outcome| {
            let requirement = ALL.iter().find(|requirement| requirement.name == name).unwrap();
            Line { requirement, outcome }
        };
        Report { lines: vec![line("nginx", there), line("apache2", missing)], strict }
    }

    #[test]
    fn a_missing_server_is_said_with_what_it_leaves_out() {
        let expected = "nginx       1.22.1 (already there)\n\
                        apache2     could not install: no `apt-get` on this machine; left out: prove apache\n\
                        1 requirement is missing; its tests are left out\n";
        assert_eq!(report(Strictness::Lenient).to_string(), expected);
    }

    #[test]
    fn a_missing_server_fails_only_a_strict_run() {
        assert!(!report(Strictness::Lenient).is_failure());
        assert!(report(Strictness::Strict).is_failure());
    }
}
