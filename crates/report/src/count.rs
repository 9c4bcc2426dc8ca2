//! How many, in words.

use std::fmt;

use corsmith_lint::{Finding, Severity};

/// How many findings of each severity. `Display` is `2 errors, 1 warning`; `no findings` for none.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Errors.
    pub errors: usize,
    /// Warnings.
    pub warnings: usize,
    /// Hints that need no action.
    pub infos: usize,
}

impl Counts {
    /// Counts `findings`.
    ///
    /// ```
    /// assert_eq!(corsmith_report::Counts::of(&[]).to_string(), "no findings");
    /// ```
    #[must_use]
    pub fn of(findings: &[Finding]) -> Self {
        let count =
            |severity| findings.iter().filter(|finding| finding.severity == severity).count();
        Self {
            errors: count(Severity::Error),
            warnings: count(Severity::Warning),
            infos: count(Severity::Info),
        }
    }

    /// These and those.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self {
            errors: self.errors + other.errors,
            warnings: self.warnings + other.warnings,
            infos: self.infos + other.infos,
        }
    }
}

impl fmt::Display for Counts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let counts = [(self.errors, "error"), (self.warnings, "warning"), (self.infos, "info")];
        let parts: Vec<_> = counts
            .iter()
            .filter(|(count, _)| *count > 0)
            .map(|(count, noun)| plural(*count, noun))
            .collect();
        if parts.is_empty() { f.write_str("no findings") } else { f.write_str(&parts.join(", ")) }
    }
}

/// `1 error`, `2 errors`.
///
/// ```
/// assert_eq!(corsmith_report::plural(1, "error"), "1 error");
/// assert_eq!(corsmith_report::plural(1200, "origin"), "1,200 origins");
/// ```
#[must_use]
pub fn plural(count: usize, noun: &str) -> String {
    let ending = if count == 1 { "" } else { "s" };
    format!("{} {noun}{ending}", grouped(count))
}

/// A number with commas between its thousands.
///
/// ```
/// assert_eq!(corsmith_report::grouped(1_000_000), "1,000,000");
/// ```
#[must_use]
pub fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}
