//! A set matches what some pattern of it matches, by a matcher that knows strings only.
//!
//! The input is an origin, then patterns, one a line.

#![no_main]

use corsmith_fetch::{RequestOrigin, SerializedOrigin};
use corsmith_policy::{OriginPattern, OriginSet};
use libfuzzer_sys::fuzz_target;

const MAX_PATTERNS: usize = 64;

fuzz_target!(|input: &str| {
    let mut lines = input.split('\n');
    let origin = lines.next().unwrap_or_default();
    let patterns: Vec<OriginPattern> =
        lines.take(MAX_PATTERNS).filter_map(|line| OriginPattern::parse(line).ok()).collect();
    let set = OriginSet::new(patterns.clone());
    check_find(&set, origin);
    // Origins near the patterns: random ones hardly ever match.
    for pattern in &patterns {
        let text = pattern.as_str();
        for near in [
            text.replace("*.", "a.").replace(":*", ""),
            text.replace("*.", "a-.b.").replace(":*", ":1"),
            text.replace("*.", "").replace(":*", ":8443"),
            text.replace("*.", "evil").replace(":*", ":80"),
            text.replace("*.", origin).replace(":*", ""),
            text.replacen("://", "://a.", 1),
            text.replacen("://", "s://", 1),
            text.replacen("://*.", "://.", 1),
            format!("{text}.evil.example"),
            format!("{text}:8443"),
        ] {
            check_find(&set, &near);
        }
    }
    check_covering(&set);
});

fn check_find(set: &OriginSet, origin: &str) {
    let found = set.find(origin.as_bytes());
    let expected = set.patterns().iter().any(|pattern| naive(pattern.as_str(), origin));
    assert_eq!(found.is_some(), expected, "`{origin}` in {:?}", set.patterns());
    assert_eq!(set.find_parsed(RequestOrigin::parse(origin.as_bytes())), found, "`{origin}`");
    let Some(found) = found else { return };
    assert!(naive(found.as_str(), origin), "`{found}` for `{origin}`");
    // The most specific of those that match: an exact host, then the longest base.
    let rank = |pattern: &str| match pattern {
        "*" => 0,
        _ if pattern.contains("://*.") => pattern.split(':').nth(1).map_or(0, str::len),
        _ => usize::MAX,
    };
    let best = set.patterns().iter().map(OriginPattern::as_str);
    let best = best.filter(|pattern| naive(pattern, origin)).map(rank).max();
    assert_eq!(best, Some(rank(found.as_str())), "`{found}` for `{origin}`");
}

/// By the words of the documentation. Whether `origin` is one at all is not the set's question, so
/// it is asked of the parser, which has a target of its own.
fn naive(pattern: &str, origin: &str) -> bool {
    if pattern == "*" {
        return true;
    }
    if pattern == "null" || origin == "null" {
        return pattern == origin;
    }
    if SerializedOrigin::parse(origin.as_bytes()).is_none() {
        return false;
    }
    let (scheme, host, port) = split(pattern);
    let (origin_scheme, origin_host, origin_port) = split(origin);
    let host_matches = match host.strip_prefix("*.") {
        None => host == origin_host,
        Some(base) => {
            let base: Vec<_> = base.split('.').collect();
            let labels: Vec<_> = origin_host.split('.').collect();
            labels.len() > base.len() && labels.ends_with(&base)
        }
    };
    scheme == origin_scheme && host_matches && (port == "*" || port == origin_port)
}

fn split(text: &str) -> (&str, &str, &str) {
    let Some((scheme, rest)) = text.split_once("://") else { return (text, "", "") };
    let colon = match rest.rfind(':') {
        Some(colon) if !rest[colon..].contains(']') => colon,
        _ => return (scheme, rest, ""),
    };
    (scheme, &rest[..colon], &rest[colon + 1..])
}

/// `covering` finds a pattern if and only if some other one covers, and what covers matches.
fn check_covering(set: &OriginSet) {
    let patterns = set.patterns();
    for (index, pattern) in patterns.iter().enumerate() {
        let found = set.covering(index);
        let expected = patterns.iter().enumerate().any(|(other, wide)| {
            let is_later_duplicate = wide == pattern && other > index;
            other != index && !is_later_duplicate && wide.covers(pattern)
        });
        assert_eq!(found.is_some(), expected, "{index} of {patterns:?}");
        let Some(wide) = found.map(|found| &patterns[found]) else { continue };
        assert!(wide.covers(pattern), "`{wide}` and `{pattern}`");
        let example = pattern.as_str().replace("*.", "a.").replace(":*", ":8443");
        assert!(naive(wide.as_str(), &example), "`{wide}` covers `{pattern}`, not `{example}`");
    }
    assert_eq!(set.covering(patterns.len()), None);
}
