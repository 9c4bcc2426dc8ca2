//! What findings cost.
//!
//! That a repair never lowers the score rests on three facts: a check costs what its most expensive
//! finding costs; a severity never costs more than a worse one, how ever sure each is; and the
//! limits are nested, so that a check that moves to a milder severity leaves at least as many points
//! as it takes there.

use crate::{CheckMeta, Confidence, Finding, Severity};

/// What one check found.
pub(super) struct Group<'a> {
    pub(super) worst: &'a Finding,
    pub(super) count: usize,
}

/// Most points that low findings take together.
const LOW_LIMIT: i16 = 20;
/// Most points that low and medium findings take together.
const MEDIUM_LIMIT: i16 = 55;
/// Most points that all findings take together.
const LIMIT: i16 = 100;

/// The findings by check, in the order of their limits: the mildest severity first.
pub(super) fn groups(findings: &[Finding]) -> Vec<Group<'_>> {
    let mut groups: Vec<Group<'_>> = Vec::new();
    let is = |a: &CheckMeta, b: &CheckMeta| a.code == b.code;
    for finding in findings {
        match groups.iter_mut().find(|group| is(group.worst.check, finding.check)) {
            Some(group) => {
                group.count += 1;
                if weight(finding) > weight(group.worst) {
                    group.worst = finding;
                }
            }
            None => groups.push(Group { worst: finding, count: 1 }),
        }
    }
    groups
        .sort_by_key(|group| (group.worst.severity, -weight(group.worst), group.worst.check.code));
    groups
}

/// What each group takes, 0 or less.
pub(super) fn deltas(groups: &[Group<'_>]) -> Vec<i16> {
    let mut taken = 0;
    let take = |group: &Group<'_>| {
        let limit = match group.worst.severity {
            Severity::Info | Severity::Low => LOW_LIMIT,
            Severity::Medium => MEDIUM_LIMIT,
            Severity::High | Severity::Critical => LIMIT,
        };
        let cost = weight(group.worst).min(limit - taken);
        taken += cost;
        -cost
    };
    groups.iter().map(take).collect()
}

pub(super) fn score(deltas: &[i16]) -> u8 {
    let score = LIMIT + deltas.iter().sum::<i16>();
    // The limits keep it from 0 to 100.
    u8::try_from(score.clamp(0, LIMIT)).unwrap_or_default()
}

/// What a finding by itself takes.
fn weight(finding: &Finding) -> i16 {
    let is_tentative = finding.confidence == Confidence::Tentative;
    match (finding.severity, is_tentative) {
        (Severity::Critical, false) => 60,
        (Severity::Critical, true) => 40,
        (Severity::High, false) => 30,
        (Severity::High, true) => 20,
        (Severity::Medium, false) => 12,
        (Severity::Medium, true) => 8,
        (Severity::Low, false) => 4,
        (Severity::Low, true) => 2,
        (Severity::Info, _) => 0,
    }
}
