//! What a rule reports.

use std::fmt;

use corsmith_policy::{Fix, Span};

use crate::RuleMeta;

/// How bad a finding is.
///
/// ```
/// use corsmith_lint::Severity;
///
/// assert!(Severity::Error > Severity::Warning && Severity::Warning > Severity::Info);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth knowing; nothing is wrong.
    Info,
    /// Probably not what is meant, or a risk that someone should have accepted.
    Warning,
    /// Refused: there is no policy until it is repaired.
    Error,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        })
    }
}

/// One thing that a rule found. `Display` is its message, without code and place.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Finding {
    /// The rule.
    pub rule: &'static RuleMeta,
    /// How bad it is here.
    pub severity: Severity,
    /// What is found and why it matters: a sentence without its full stop that quotes the text.
    pub message: String,
    /// What to do, or how to say that it is meant.
    pub help: Option<String>,
    /// Where in the document's text.
    pub span: Span,
    /// The setting, such as `allow-origins`; empty for the whole document.
    pub setting: String,
    /// The address of the clause that is broken.
    pub clause: &'static str,
    /// The edit that makes it right, where there is one that cannot be wrong.
    pub fix: Option<Fix>,
    /// The environments it is found in, where none was chosen and `[policy]` itself has no such
    /// finding ([`lint_every_environment`](crate::lint_every_environment)); else empty.
    pub environments: Vec<String>,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl Finding {
    /// A finding of `rule`, with the rule's severity.
    pub(crate) fn new(
        rule: &'static RuleMeta,
        span: Span,
        setting: &str,
        message: impl Into<String>,
    ) -> Self {
        Self {
            rule,
            severity: rule.severity,
            message: message.into(),
            help: None,
            span,
            setting: setting.to_owned(),
            clause: rule.clause,
            fix: None,
            environments: Vec::new(),
        }
    }

    pub(crate) fn severity(mut self, severity: Severity) -> Self {
        self.severity = severity;
        self
    }

    pub(crate) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    pub(crate) fn fix(mut self, fix: Option<Fix>) -> Self {
        self.fix = fix;
        self
    }
}
