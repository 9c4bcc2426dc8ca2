//! What has to be known to read a comparison.

use super::ComparisonSummary;
use super::baseline::OldReport;
use super::coverage::Lacks;
use crate::scan::wire::Report;

/// What has to be known to read the comparison of one scan: sentences without their full stops.
pub(super) fn of(
    summary: &ComparisonSummary,
    old: Option<&OldReport>,
    report: &Report,
) -> Vec<String> {
    let mut caveats = Vec::new();
    if let Some(failure) = &report.failure {
        caveats.push(format!("it did not answer: {failure}"));
    }
    if report.ungraded.is_some() {
        caveats.push("too little of the site was seen, nothing counts as fixed".to_owned());
    }
    if let Some(reason) = &report.cut_short {
        caveats.push(format!("the scan was cut short, nothing counts as fixed: {reason}"));
    }
    let Some(old) = old else {
        caveats.push("the baseline does not have it, so everything is new".to_owned());
        return caveats;
    };
    if old.has_failed {
        caveats.push(
            "it did not answer, or not enough, when the baseline was made: what is new may have \
             been there"
                .to_owned(),
        );
    }
    if old.is_cut_short {
        caveats.push(
            "the scan of the baseline was cut short: what is new may have been there".to_owned(),
        );
    }
    if old.profile != report.profile {
        let (before, now) = (&old.profile, report.profile);
        caveats.push(format!("the baseline is of the profile `{before}`, this scan of `{now}`"));
    }
    let has_probes = report.cross_origin_requests > 0;
    if has_probes && !old.has_probes && !old.has_failed {
        caveats.push(
            "the baseline was made without probes: what only they show is new here".to_owned(),
        );
    }
    if report.failure.is_none() {
        caveats.extend(of_lacking(&Lacks::new(old, report)));
    }
    let (before, now) = (&old.score, &report.grade);
    if let (Some(before), Some(now)) = (before, now)
        && before.rubric != now.rubric
    {
        caveats.push("the grades are by two rubrics, which do not compare".to_owned());
    }
    if summary.baseline_corsmith != env!("CARGO_PKG_VERSION") {
        let before = &summary.baseline_corsmith;
        caveats.push(format!(
            "the baseline was made by Corsmith {before}: what is new may be a new check"
        ));
    }
    caveats
}

/// What the older scan asked and this one did not, so that what it showed is not known.
fn of_lacking(lacks: &Lacks) -> Vec<String> {
    let mut caveats = Vec::new();
    if lacks.probes {
        caveats.push("the baseline was made with probes, and this scan sent none".to_owned());
    } else {
        if lacks.opt_in {
            let option = "`--cache-poisoning`";
            caveats.push(format!("the baseline was made with {option}, and this scan without"));
        }
        if !lacks.candidates.is_empty() {
            let origins = lacks.candidates.join("`, `");
            caveats.push(format!("the baseline asked as `{origins}`, and this scan did not"));
        }
    }
    if !lacks.fields.is_empty() {
        let names = lacks.fields.join("`, `");
        caveats.push(format!(
            "the baseline sent `{names}`, and this scan did not: nothing counts as fixed"
        ));
    }
    caveats
}
