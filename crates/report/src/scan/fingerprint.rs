//! What makes a finding the same in two scans.

use std::collections::HashMap;

use corsmith_scan::{Finding, Recording};

use super::clean;

/// Fingerprints of findings, in their order: the check, the resource and the subject, never the
/// message, which may name an origin that another scan does not send.
///
/// A check that says no subject is told apart by what the evidence asked and by the field to be
/// repaired; those that are still equal are numbered in their order.
pub(super) fn fingerprints<'a>(
    recording: &Recording,
    findings: impl Iterator<Item = &'a Finding>,
) -> Vec<String> {
    let mut seen: HashMap<String, usize> = HashMap::new();
    findings
        .map(|finding| {
            let fingerprint = fingerprint(recording, finding);
            let count = seen.entry(fingerprint.clone()).or_default();
            *count += 1;
            if *count == 1 { fingerprint } else { format!("{fingerprint} #{count}") }
        })
        .collect()
}

fn fingerprint(recording: &Recording, finding: &Finding) -> String {
    let resource = recording.resources.get(finding.resource);
    let resource = resource.map_or_else(String::new, |it| {
        format!("{} {}", clean::line(&it.method), clean::line(it.target.url.as_str()))
    });
    let subject = match (&finding.subject, &finding.fix) {
        (Some(subject), _) => clean::line(subject),
        (None, Some(fix)) => fix.name.to_ascii_lowercase(),
        (None, None) => {
            let entries = finding.evidence.iter().filter_map(|&index| recording.entries.get(index));
            let mut asked: Vec<_> = entries
                .map(|entry| {
                    let origin = entry.origin.map_or("-", corsmith_scan::OriginKind::name);
                    format!("{}:{origin}", entry.purpose.name())
                })
                .collect();
            asked.sort();
            asked.dedup();
            asked.join(",")
        }
    };
    format!("{} {resource} {subject}", finding.check.code)
}
