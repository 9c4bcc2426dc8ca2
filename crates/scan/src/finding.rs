//! What a check reports.

use std::fmt;

use crate::CheckMeta;

/// How bad it is, if it is so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth knowing; nothing is wrong.
    Info,
    /// A weakness that needs much else, or a mistake that costs little.
    Low,
    /// A weakness that needs something else, or a mistake that breaks something.
    Medium,
    /// Somebody who lures a visitor gets what is not theirs.
    High,
    /// The same for everybody's data and without any condition.
    Critical,
}

/// How sure it is, apart from how bad it would be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Confidence {
    /// It looks so; verify it by hand.
    Tentative,
    /// What was seen has no other sensible meaning.
    Firm,
    /// Seen, and confirmed by a second exchange or by the standard's own algorithm.
    Certain,
}

/// One thing that a check found. `Display` is its message.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Finding {
    /// The check.
    pub check: &'static CheckMeta,
    /// How bad it is here.
    pub severity: Severity,
    /// How sure it is.
    pub confidence: Confidence,
    /// What is found, on what, and why it matters: a sentence without its full stop.
    pub message: String,
    /// Who could make use of it, and how; `None` where nobody can.
    pub who: Option<String>,
    /// What to do.
    pub help: String,
    /// A field that the server should send instead, where there is one right value.
    pub fix: Option<HeaderFix>,
    /// What it is about within the resource, where the check may find several: the name of a cookie
    /// or of a directive. Two scans know a finding again by its check, resource and subject.
    pub subject: Option<String>,
    /// What makes it up, where that is several things that have names of their own: the origins that
    /// are trusted, the hosts that a policy allows. More of them than in an earlier scan is news.
    /// Nothing that a probe makes up anew for each scan.
    pub members: Vec<String>,
    /// The resource, by its place in [`Recording::resources`](crate::Recording::resources).
    pub resource: usize,
    /// The exchanges that show it, by their place in
    /// [`Recording::entries`](crate::Recording::entries).
    pub evidence: Vec<usize>,
}

/// A field as it should be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeaderFix {
    /// The field.
    pub name: &'static str,
    /// Its value; `None` if it should not be sent.
    pub value: Option<String>,
}

impl Finding {
    /// A finding of the check's own severity, about a resource, shown by exchanges: their places in
    /// the recording.
    #[must_use]
    pub fn new(
        check: &'static CheckMeta,
        (resource, evidence): (usize, Vec<usize>),
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> Self {
        Self {
            check,
            severity: check.severity,
            confidence: Confidence::Certain,
            message: message.into(),
            who: None,
            help: help.into(),
            fix: None,
            subject: None,
            members: Vec::new(),
            resource,
            evidence,
        }
    }

    /// The same, as bad as this.
    #[must_use]
    pub fn severity(mut self, severity: Severity) -> Self {
        self.severity = severity;
        self
    }

    /// The same, as sure as this.
    #[must_use]
    pub fn confidence(mut self, confidence: Confidence) -> Self {
        self.confidence = confidence;
        self
    }

    /// The same with who could make use of it, and how.
    #[must_use]
    pub fn who(mut self, who: impl Into<String>) -> Self {
        self.who = Some(who.into());
        self
    }

    /// The same with a field that the server should send instead; `None` if it should not be sent.
    #[must_use]
    pub fn fix(mut self, name: &'static str, value: impl Into<Option<String>>) -> Self {
        self.fix = Some(HeaderFix { name, value: value.into() });
        self
    }

    /// The same about one thing among several of the resource.
    #[must_use]
    pub fn subject(mut self, subject: impl Into<String>) -> Self {
        self.subject = Some(subject.into());
        self
    }

    /// The same, made up of these, in order and each once.
    #[must_use]
    pub fn members(mut self, members: impl IntoIterator<Item = String>) -> Self {
        self.members.extend(members);
        self.members.sort();
        self.members.dedup();
        self
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl Severity {
    /// Each, the worst first.
    pub const ALL: [Self; 5] = [Self::Critical, Self::High, Self::Medium, Self::Low, Self::Info];
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Info => "info",
            Self::Low => "low",
            Self::Medium => "medium",
            Self::High => "high",
            Self::Critical => "critical",
        })
    }
}

impl fmt::Display for Confidence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Tentative => "tentative",
            Self::Firm => "firm",
            Self::Certain => "certain",
        })
    }
}
