//! A finding.

use std::collections::BTreeSet;

use corsmith_scan::{HeaderFix, OriginKind, Recording, ServerSoftware, fix_line};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::scan::clean;
use crate::scan::compare::State;

/// A finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = ScanFinding)]
pub struct Finding {
    /// The code of the check.
    pub check: &'static str,
    /// Its name.
    pub name: &'static str,
    /// `cors`, `csp`, `headers`, `site` or `protocol`.
    pub topic: &'static str,
    /// `critical`, `high`, `medium`, `low` or `info`.
    pub severity: String,
    /// `certain`, `firm` or `tentative`.
    pub confidence: String,
    /// What is found, on what, and why it matters.
    pub message: String,
    /// Who could make use of it, and how; null where nobody can.
    pub who: Option<String>,
    /// What to do.
    pub help: String,
    /// What the server should send instead, where there is one right value.
    pub fix: Option<Fix>,
    /// On what.
    pub resource: Resource,
    /// One thing among several of the resource, such as the name of a cookie.
    pub subject: Option<String>,
    /// What makes it up, where that is several things that have names of their own.
    pub members: Vec<String>,
    /// Those of them that the baseline does not have; none where nobody compares.
    pub added: Vec<String>,
    /// The address of the clause it rests on.
    pub clause: &'static str,
    /// What makes it the same finding in another scan.
    pub fingerprint: String,
    /// What it is to the baseline; null where nobody compares.
    pub state: Option<State>,
    /// The exchanges that show it.
    pub evidence: Vec<Evidence>,
    /// The probes that asked what shows it, by name and in order; `candidates` also where another
    /// asked as an origin that this one knows.
    pub probes: Vec<String>,
}

/// An exchange that shows a finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = ScanEvidence)]
pub struct Evidence {
    /// Its place in the report's `exchanges`.
    pub exchange: usize,
    /// What was asked and what of the answer matters here, in one line.
    pub seen: String,
}

/// What is accepted, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = ScanAccepted)]
pub struct Accepted {
    /// Why, in the user's words.
    pub reason: String,
    /// What.
    pub finding: Finding,
}

/// What is asked about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = ScanResource)]
pub struct Resource {
    /// The method.
    pub method: String,
    /// The URL.
    pub url: String,
}

/// What the server should send instead.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = ScanFix)]
pub struct Fix {
    /// The field.
    pub field: &'static str,
    /// Its value; null if it should not be sent.
    pub value: Option<String>,
    /// How the recognised server is told so, line by line; the field itself where no server is
    /// recognised.
    pub lines: Vec<String>,
}

impl Finding {
    /// The finding with its evidence.
    pub(super) fn new(
        recording: &Recording,
        server: Option<ServerSoftware>,
        finding: &corsmith_scan::Finding,
        fingerprint: String,
        evidence: Vec<Evidence>,
    ) -> Self {
        let resource = recording.resources.get(finding.resource);
        let resource = resource.map_or_else(
            || Resource { method: "GET".to_owned(), url: recording.target.url.to_string() },
            |it| Resource { method: it.method.clone(), url: it.target.url.to_string() },
        );
        Self {
            check: finding.check.code,
            name: finding.check.name,
            topic: finding.check.topic.name(),
            severity: finding.severity.to_string(),
            confidence: finding.confidence.to_string(),
            message: clean::line(&finding.message),
            who: finding.who.as_deref().map(clean::line),
            help: clean::line(&finding.help),
            fix: finding.fix.as_ref().map(|fix| Fix::new(server, fix)),
            resource: Resource {
                method: clean::line(&resource.method),
                url: clean::line(&resource.url),
            },
            subject: finding.subject.as_deref().map(clean::line),
            members: finding.members.iter().map(|it| clean::line(it)).collect(),
            added: Vec::new(),
            clause: finding.check.clause,
            fingerprint,
            state: None,
            evidence,
            probes: probes(recording, finding),
        }
    }

    /// Whether a baseline does not excuse it.
    #[must_use]
    pub fn is_news(&self) -> bool {
        self.state.is_none_or(State::is_news)
    }

    /// What it is to the baseline: `new`, or `worse: now also a, b`; `None` where nobody compares.
    #[must_use]
    pub fn news(&self) -> Option<String> {
        let state = self.state?.name();
        Some(match &self.added[..] {
            [] => state.to_owned(),
            added => format!("{state}: now also {}", added.join(", ")),
        })
    }

    /// `GET https://api.example.com/orders`.
    #[must_use]
    pub fn place(&self) -> String {
        format!("{} {}", self.resource.method, self.resource.url)
    }
}

fn probes(recording: &Recording, finding: &corsmith_scan::Finding) -> Vec<String> {
    let entries = finding.evidence.iter().filter_map(|&index| recording.entries.get(index));
    let asked = entries.flat_map(|entry| {
        let knows_origin = entry.origin == Some(OriginKind::Candidate);
        let own = entry.probe.map(|probe| probe.name);
        [own, knows_origin.then_some("candidates")]
    });
    let names: BTreeSet<_> = asked.flatten().collect();
    names.into_iter().map(str::to_owned).collect()
}

impl Fix {
    fn new(server: Option<ServerSoftware>, fix: &HeaderFix) -> Self {
        // A value may repeat what the server sent, a cookie for one.
        let fix = HeaderFix {
            name: fix.name,
            value: fix.value.as_deref().map(|value| clean::value(fix.name, value)),
        };
        let lines = fix_line(&fix, server);
        Self {
            field: fix.name,
            value: fix.value,
            lines: lines.lines().map(corsmith_scan::evidence::visible).collect(),
        }
    }
}
