//! What the newer scan asked about, so that it would have found what is still there.

use std::collections::HashSet;

use corsmith_scan::{CheckMeta, Probe, ProbeMode, Topic, probes};

use super::Known;
use super::baseline::OldReport;
use crate::scan::wire::Report;
use crate::scan::{ScanReport, clean};

/// What the newer scan asked about.
pub(super) struct Coverage<'a> {
    is_whole: bool,
    checks: &'a [&'static CheckMeta],
    resources: HashSet<String>,
    mode: ProbeMode,
    lacks: Lacks,
}

/// What the older scan asked and the newer one did not.
#[derive(Debug, Default)]
pub(super) struct Lacks {
    /// As pages of other origins.
    pub(super) probes: bool,
    /// With probes that are asked for one by one.
    pub(super) opt_in: bool,
    /// Origins that the user named.
    pub(super) candidates: Vec<String>,
    /// Fields of the user's own.
    pub(super) fields: Vec<String>,
}

impl Lacks {
    pub(super) fn new(old: &OldReport, report: &Report) -> Self {
        let mut lacks =
            Self { probes: old.has_probes && report.cross_origin_requests == 0, ..Self::default() };
        if let (Some(before), Some(now)) = (&old.asked, &report.asked) {
            let opt_in = ProbeMode::OptIn.name();
            lacks.opt_in = before.mode == opt_in && now.mode != opt_in;
            lacks.candidates = without(&before.candidates, &now.candidates);
            lacks.fields = without(&before.fields, &now.fields);
        }
        lacks
    }
}

fn without(before: &[String], now: &[String]) -> Vec<String> {
    before.iter().filter(|it| !now.contains(it)).cloned().collect()
}

impl<'a> Coverage<'a> {
    pub(super) fn new(old: Option<&OldReport>, report: &Report, scan: &'a ScanReport) -> Self {
        let resources = scan.recording.resources.iter();
        Self {
            is_whole: report.failure.is_none()
                && report.ungraded.is_none()
                && report.cut_short.is_none(),
            checks: &scan.checks,
            resources: resources
                .map(|it| clean::line(&format!("{} {}", it.method, it.target.url)))
                .collect(),
            mode: scan.recording.asked.as_ref().map_or(ProbeMode::Passive, |asked| asked.mode),
            lacks: old.map(|old| Lacks::new(old, report)).unwrap_or_default(),
        }
    }

    pub(super) fn is_about(&self, known: &Known) -> bool {
        let check = self.checks.iter().find(|check| check.code == known.check);
        let is_asked = |check: &CheckMeta| {
            // Of what an older Corsmith wrote, and of a file, nobody knows what showed it.
            let is_old = known.probes.is_empty();
            let is_lacking = is_old && self.lacks.probes && check.topic == Topic::Cors;
            !is_lacking && known.probes.iter().all(|name| self.asks(name))
        };
        self.is_whole
            // With other fields the server may answer somebody else.
            && self.lacks.fields.is_empty()
            && check.is_some_and(|check| is_asked(check))
            && self.resources.contains(&known.place())
    }

    /// Whether a probe of this name asks as it did. One that had nothing to ask did so, too: it
    /// asks about what another has found.
    fn asks(&self, name: &str) -> bool {
        let probe = probes().map(Probe::meta).find(|probe| probe.name == name);
        let is_lacking = name == "candidates" && !self.lacks.candidates.is_empty();
        !is_lacking && probe.is_some_and(|probe| probe.mode <= self.mode)
    }
}
