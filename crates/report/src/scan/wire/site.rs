//! From a scan to its wire form.

use std::collections::{BTreeMap, BTreeSet};

use corsmith_scan::evidence::visible;
use corsmith_scan::{Finding as Found, OriginKind, Purpose, RecognisedServer, Recording, Severity};

use super::sent::source;
use super::{Accepted, Asked, Evidence, Exchange, Finding, Grade, Mdn, PolicyFix, Report, Summary};
use crate::scan::evidence_line::evidence_line;
use crate::scan::fingerprint::fingerprints;
use crate::scan::{ScanReport, clean};

/// Most exchanges that one finding shows; further ones say the same again.
const MAX_EVIDENCE: usize = 8;

impl Report {
    /// The wire form of a scan.
    #[must_use]
    pub fn new(report: &ScanReport) -> Self {
        let recording = &report.recording;
        let judgement = &report.judgement;
        let failure = failure(recording);
        let sent = || recording.entries.iter().filter(|entry| entry.exchange.was_sent());
        let server = recording.page().and_then(|(_, answer)| RecognisedServer::of(answer));
        let all = || {
            judgement.findings.iter().chain(judgement.suppressed.iter().map(|(finding, _)| finding))
        };
        let fingerprints = fingerprints(recording, all());
        let places = places(recording, all());
        let mut findings = all().zip(fingerprints).map(|(finding, fingerprint)| {
            let evidence = shown_evidence(finding).filter_map(|number| {
                let entry = recording.entries.get(*number)?;
                let exchange = *places.get(number)?;
                Some(Evidence { exchange, seen: evidence_line(entry, finding) })
            });
            let evidence = evidence.collect();
            let software = server.as_ref().map(|server| server.software);
            Finding::new(recording, software, finding, fingerprint, evidence)
        });
        let wire: Vec<_> = findings.by_ref().take(judgement.findings.len()).collect();
        let accepted = findings
            .zip(&judgement.suppressed)
            .map(|(finding, (_, reason))| Accepted { reason: clean::line(reason), finding });
        let accepted: Vec<_> = accepted.collect();
        let exchanges = places.keys().map(|&it| Exchange::new(it, &recording.entries[it]));
        Self {
            target: clean::line(recording.target.url.as_str()),
            led_to: recording.page().map(|(index, _)| {
                clean::line(recording.entries[index].exchange.request.url.as_str())
            }),
            started_at: clean::line(&report.started_at),
            profile: report.profile.name(),
            server: server.map(|it| match it.version {
                Some(version) => clean::line(&format!("{} {version}", it.software)),
                None => it.software.to_string(),
            }),
            requests: sent().count(),
            cross_origin_requests: sent()
                .filter(|it| it.origin.is_some_and(|kind| kind != OriginKind::Own))
                .count(),
            source: source(recording),
            asked: Asked::of(recording),
            failure: failure.as_ref().map(|failure| clean::line(&failure.0)),
            failure_help: failure.as_ref().and_then(|failure| failure.1),
            // What the visit's own failure says is not said twice.
            cut_short: recording
                .cut_short
                .as_ref()
                .filter(|why| failure.as_ref().is_none_or(|failure| failure.0 != **why))
                .map(|why| clean::line(why)),
            grade: report.grade.as_ref().map(Grade::from),
            ungraded: failure
                .is_none()
                .then(|| report.ungraded.as_deref().map(clean::line))
                .flatten(),
            mdn: report.mdn.as_ref().map(Mdn::from),
            summary: Summary::new(&judgement.findings, accepted.len()),
            findings: wire,
            accepted,
            exchanges: exchanges.collect(),
            policy_fixes: report.policy_fixes.iter().map(PolicyFix::new).collect(),
            checks: report.checks.iter().map(|check| check.code).collect(),
            changes: None,
        }
    }
}

fn shown_evidence(finding: &Found) -> impl Iterator<Item = &usize> {
    finding.evidence.iter().take(MAX_EVIDENCE)
}

/// The exchanges that are shown, each with its place among them.
fn places<'a>(
    recording: &Recording,
    findings: impl Iterator<Item = &'a Found>,
) -> BTreeMap<usize, usize> {
    let shown = findings.flat_map(shown_evidence).copied();
    let shown: BTreeSet<_> = shown.filter(|it| *it < recording.entries.len()).collect();
    shown.into_iter().enumerate().map(|(place, number)| (number, place)).collect()
}

/// Why the visit had no answer, and what can be done about it.
fn failure(recording: &Recording) -> Option<(String, Option<&'static str>)> {
    let mut visits = recording.of(Purpose::Visit).peekable();
    // What somebody saved may be an answer to a script, and no visit.
    let is_of_scripts = visits.peek().is_none() && !recording.entries.is_empty();
    if recording.page().is_some() || is_of_scripts {
        return None;
    }
    let failures = visits.filter_map(|(_, it)| it.exchange.outcome.as_ref().err());
    Some(failures.last().map_or_else(
        || ("nothing was asked".to_owned(), None),
        |failure| (failure.to_string(), failure.help),
    ))
}

impl Summary {
    fn new(findings: &[Found], accepted: usize) -> Self {
        let count = |severity| findings.iter().filter(|it| it.severity == severity).count();
        Self {
            critical: count(Severity::Critical),
            high: count(Severity::High),
            medium: count(Severity::Medium),
            low: count(Severity::Low),
            info: count(Severity::Info),
            accepted,
        }
    }

    /// How many of each severity, the worst first, those without any left out.
    #[must_use]
    pub fn counts(&self) -> Vec<(usize, &'static str)> {
        let all = [
            (self.critical, "critical"),
            (self.high, "high"),
            (self.medium, "medium"),
            (self.low, "low"),
            (self.info, "info"),
            (self.accepted, "accepted"),
        ];
        all.into_iter().filter(|(count, _)| *count > 0).collect()
    }

    /// `1 critical, 2 low`, or `no findings`.
    ///
    /// ```
    /// use corsmith_report::scan::wire::Summary;
    ///
    /// assert_eq!(Summary { low: 2, ..Summary::default() }.sentence(), "2 low");
    /// assert_eq!(Summary::default().sentence(), "no findings");
    /// ```
    #[must_use]
    pub fn sentence(&self) -> String {
        let counts: Vec<_> =
            self.counts().iter().map(|(count, word)| format!("{count} {word}")).collect();
        if counts.is_empty() { "no findings".to_owned() } else { counts.join(", ") }
    }
}

impl PolicyFix {
    fn new(fix: &crate::scan::PolicyFix) -> Self {
        // Tabs are part of some configurations.
        let shown = |line: &str| line.split('\t').map(visible).collect::<Vec<_>>().join("\t");
        let text = fix.text.lines().map(shown);
        Self {
            target: clean::line(&fix.target),
            file: clean::line(&fix.file),
            text: text.map(|line| format!("{line}\n")).collect(),
        }
    }
}
