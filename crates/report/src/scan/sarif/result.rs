//! One result of a log.

use std::collections::BTreeMap;

use corsmith_scan::CheckMeta;

use super::location::location;
use super::message::message;
use super::rule::level;
use crate::sarif::log::{ResultWire, Suppression};
use crate::scan::compare::{Known, State};
use crate::scan::wire::Finding;

/// A finding; `reason` is why it is accepted, if it is.
pub(super) fn result<'a>(
    rule_index: usize,
    finding: &'a Finding,
    reason: Option<&'a str>,
) -> ResultWire<'a> {
    let mut text = finding.message.clone();
    if let Some(who) = &finding.who {
        text.push_str(&format!("\nwho: {who}"));
    }
    text.push_str(&format!("\nhelp: {}", finding.help));
    for line in finding.fix.iter().flat_map(|fix| &fix.lines) {
        text.push_str(&format!("\nfix: {line}"));
    }
    let properties = [
        ("confidence", finding.confidence.as_str()),
        ("severity", finding.severity.as_str()),
        ("url", finding.resource.url.as_str()),
    ];
    ResultWire {
        rule_id: finding.check,
        rule_index,
        kind: None,
        level: level(&finding.severity),
        baseline_state: finding.state.map(State::sarif),
        message: message(&text),
        locations: [location(&finding.resource)],
        fixes: Vec::new(),
        partial_fingerprints: fingerprints(&finding.fingerprint),
        suppressions: reason
            .map(|justification| Suppression { kind: "external", justification })
            .into_iter()
            .collect(),
        properties: BTreeMap::from(properties),
    }
}

/// What was in the baseline and is not any more. It passes: services that know nothing of baselines
/// would show it as something to be repaired.
pub(super) fn absent<'a>(rule_index: usize, check: &CheckMeta, known: &'a Known) -> ResultWire<'a> {
    let properties = [("severity", known.severity.as_str()), ("url", known.resource.url.as_str())];
    ResultWire {
        rule_id: check.code,
        rule_index,
        kind: Some("pass"),
        level: "none",
        baseline_state: Some("absent"),
        message: message(&format!("fixed: {}", known.sentence())),
        locations: [location(&known.resource)],
        fixes: Vec::new(),
        partial_fingerprints: fingerprints(&known.fingerprint),
        suppressions: Vec::new(),
        properties: BTreeMap::from(properties),
    }
}

/// What makes a result the same in another log. GitHub reads `primaryLocationLineHash` alone, which
/// is a hash of the line in the logs of others: without it, two results of one check at one URL
/// would be one alert.
fn fingerprints(fingerprint: &str) -> BTreeMap<&'static str, String> {
    BTreeMap::from([
        ("corsmith/v1", fingerprint.to_owned()),
        ("primaryLocationLineHash", format!("{:016x}:1", fnv1a(fingerprint))),
    ])
}

/// The 64-bit FNV-1a hash (<http://www.isthe.com/chongo/tech/comp/fnv/>), the same in every version
/// and on every machine.
fn fnv1a(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

#[cfg(test)]
mod tests {
    use super::fnv1a;

    #[test]
    fn hashes_are_those_of_everybody() {
        // Of the algorithm's own test vectors.
        let rows = [("", 0xcbf2_9ce4_8422_2325), ("foobar", 0x8594_4171_f739_67e8)];
        for (text, expected) in rows {
            assert_eq!(fnv1a(text), expected, "{text}");
        }
    }
}
