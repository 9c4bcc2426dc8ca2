//! How good a site is as a whole: one number and one letter, every point of them explained.
//!
//! The score begins at 100, and each check that found something takes points away: once, for its
//! worst finding, however many resources have it. Nothing adds points, so that no number of good
//! headers makes up for a hole.
//!
//! | severity | certain or firm | tentative |
//! |---|--:|--:|
//! | critical | 60 | 40 |
//! | high | 30 | 20 |
//! | medium | 12 | 8 |
//! | low | 4 | 2 |
//! | info | 0 | 0 |
//!
//! Low findings together take at most 20, low and medium ones at most 55: a site on which nobody
//! can take anything is never an F, and one with only small things missing is at least a B.
//!
//! Letters: A+ is 100, A from 90, B from 75, C from 60, D from 40, F below.
//!
//! Some things decide by themselves, whatever else is right: [`Cap`] has the list. They exist
//! because a sum of headers says nothing about a site whose data any page can read.
//!
//! What the user has accepted takes no points and is named; where it is a high or critical finding,
//! the rest is at most an A. Where most of what was asked has no answer of the site's there is no
//! grade: [`ungraded`] says why. **Repairing something never lowers the
//! score.** Scores of two rubrics, or of two profiles, are not comparable.

mod basis;
mod caps;
mod letter;
mod weight;

use crate::{CheckMeta, Finding, Judgement, Profile, Recording, Severity};

pub(crate) use basis::Seen;
pub use basis::ungraded;
pub use caps::Cap;
pub use letter::Letter;

/// The version of weights and caps. It changes whenever a site may get another score.
pub const RUBRIC: &str = "corsmith-2026.3";

/// How good a site is as a whole.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Grade {
    /// [`RUBRIC`].
    pub rubric: &'static str,
    /// For what kind of site.
    pub profile: Profile,
    /// From 0 to 100.
    pub score: u8,
    /// The letter of the score.
    pub letter: Letter,
    /// Where the points went, the most expensive first: one entry for each check that found
    /// something.
    pub points: Vec<Point>,
    /// What decides by itself; `None` if nothing does, or if the points alone are as bad.
    pub cap: Option<Cap>,
    /// What was found and is accepted.
    pub accepted: Vec<Accepted>,
}

/// What the findings of one check cost.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Point {
    /// The check.
    pub check: &'static CheckMeta,
    /// How bad its worst finding is.
    pub severity: Severity,
    /// How many findings it has.
    pub findings: usize,
    /// How many points it takes: 0 or less. It may be less than its weight where findings of its
    /// severity already take all they can.
    pub delta: i16,
    /// Its worst finding's message.
    pub why: String,
    /// What would give the points back: its worst finding's help.
    pub raise: String,
    /// The score if all its findings were repaired and nothing else.
    pub score_without: u8,
}

/// What was found by a check and is accepted.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Accepted {
    /// The check.
    pub check: &'static CheckMeta,
    /// How many findings it has.
    pub findings: usize,
    /// Why they are accepted, in the user's words.
    pub reason: String,
}

/// Grades what was found. It depends on nothing but its arguments.
///
/// `None` if no answer came, or too little of the site was seen: [`ungraded`] says why. An invalid
/// certificate is an answer.
///
/// ```
/// use corsmith_scan::{JudgeOptions, Profile, Recording, Target, grade, judge};
///
/// let recording = Recording::new(Target::parse("https://api.example.com")?);
/// let judgement = judge(&recording, &JudgeOptions::default());
/// assert!(grade(&recording, &judgement, Profile::Site).is_none());
/// # Ok::<(), corsmith_scan::TargetError>(())
/// ```
#[must_use]
pub fn grade(recording: &Recording, judgement: &Judgement, profile: Profile) -> Option<Grade> {
    let mut caps = caps::of_recording(recording)?;
    caps.extend(caps::of_accepted(judgement));
    let findings = &judgement.findings;
    let groups = weight::groups(findings);
    let deltas = weight::deltas(&groups);
    let cap = caps::lowest(&caps, findings);
    let sum = weight::score(&deltas);
    let score = cap.as_ref().map_or(sum, |cap| cap.score.min(sum));
    let mut points: Vec<Point> = groups
        .iter()
        .zip(&deltas)
        .map(|(group, delta)| Point {
            check: group.worst.check,
            severity: group.worst.severity,
            findings: group.count,
            delta: *delta,
            why: group.worst.message.clone(),
            raise: group.worst.help.clone(),
            score_without: score_without(&caps, findings, group.worst.check),
        })
        .collect();
    points.sort_by(|a, b| {
        let order = a.delta.cmp(&b.delta).then(b.severity.cmp(&a.severity));
        order.then(a.check.code.cmp(b.check.code))
    });
    Some(Grade {
        rubric: RUBRIC,
        profile,
        score,
        letter: Letter::of(score),
        points,
        cap: cap.filter(|cap| cap.score < sum),
        accepted: accepted(judgement),
    })
}

/// The score if `check` had found nothing.
fn score_without(caps: &[Cap], findings: &[Finding], check: &CheckMeta) -> u8 {
    let rest: Vec<Finding> =
        findings.iter().filter(|finding| finding.check.code != check.code).cloned().collect();
    let sum = weight::score(&weight::deltas(&weight::groups(&rest)));
    caps::lowest(caps, &rest).map_or(sum, |cap| cap.score.min(sum))
}

fn accepted(judgement: &Judgement) -> Vec<Accepted> {
    let mut accepted: Vec<Accepted> = Vec::new();
    for (finding, reason) in &judgement.suppressed {
        let known = accepted
            .iter_mut()
            .find(|it| it.check.code == finding.check.code && it.reason == *reason);
        match known {
            Some(known) => known.findings += 1,
            None => accepted.push(Accepted {
                check: finding.check,
                findings: 1,
                reason: reason.clone(),
            }),
        }
    }
    accepted.sort_by_key(|it| it.check.code);
    accepted
}

#[cfg(test)]
mod tests;
