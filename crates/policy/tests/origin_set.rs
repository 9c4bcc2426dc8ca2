//! The set answers as its patterns do, one by one.

#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use corsmith_policy::{OriginPattern, OriginSet};
use proptest::prelude::*;

fn set(patterns: &[&str]) -> OriginSet {
    OriginSet::new(patterns.iter().map(|text| OriginPattern::parse(text).expect(text)).collect())
}

#[test]
fn the_most_specific_pattern_is_found() {
    let set = set(&[
        "https://*.com:*",
        "https://*.example.com",
        "https://*.a.example.com",
        "https://x.a.example.com",
        "https://x.a.example.com:*",
        "http://localhost:*",
    ]);
    let rows = [
        ("https://x.a.example.com", Some("https://x.a.example.com")),
        ("https://x.a.example.com:1", Some("https://x.a.example.com:*")),
        ("https://y.a.example.com", Some("https://*.a.example.com")),
        ("https://a.example.com", Some("https://*.example.com")),
        ("https://a.example.com:1", Some("https://*.com:*")),
        ("https://com", None),
        ("http://localhost:5", Some("http://localhost:*")),
        ("null", None),
    ];
    for (origin, expected) in rows {
        let found = set.find(origin.as_bytes()).map(OriginPattern::as_str);
        assert_eq!(found, expected, "`{origin}`");
    }
}

#[test]
fn redundant_patterns_are_covered_by_others() {
    let set = set(&[
        "https://*.a.com:*",
        "https://x.a.com",
        "https://*.b.a.com",
        "https://a.com",
        "https://a.com",
    ]);
    let covering: Vec<_> = (0..5).map(|index| set.covering(index)).collect();
    assert_eq!(covering, [None, Some(0), Some(0), None, Some(3)]);
    assert_eq!(set.covering(5), None);
}

/// Labels that are parts of one another, which is where suffix structures go wrong.
fn host() -> impl Strategy<Value = String> {
    let label = prop::sample::select(vec!["a", "b", "ab", "ba", "aa", "com", "o", "xn--9ca"]);
    prop::collection::vec(label, 1..5).prop_map(|labels| labels.join("."))
}

fn origin() -> impl Strategy<Value = String> {
    let scheme = prop::sample::select(vec!["https", "http"]);
    let port = prop::sample::select(vec!["", ":1", ":8443"]);
    (scheme, host(), port).prop_map(|(scheme, host, port)| format!("{scheme}://{host}{port}"))
}

fn pattern() -> impl Strategy<Value = String> {
    let scheme = prop::sample::select(vec!["https", "http"]);
    let port = prop::sample::select(vec!["", ":1", ":8443", ":*"]);
    let wildcard = prop::sample::select(vec!["", "*."]);
    (scheme, wildcard, host(), port)
        .prop_map(|(scheme, wildcard, host, port)| format!("{scheme}://{wildcard}{host}{port}"))
}

/// By the words of the documentation, with string operations alone.
fn naive(pattern: &str, origin: &str) -> bool {
    let split = |text: &str| {
        let (scheme, rest) = text.split_once("://").expect("it has a scheme");
        let (host, port) = rest.split_once(':').unwrap_or((rest, ""));
        (scheme.to_owned(), host.to_owned(), port.to_owned())
    };
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

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn a_set_matches_what_some_pattern_matches(
        patterns in prop::collection::vec(pattern(), 0..8),
        origin in origin(),
    ) {
        let parsed: Vec<_> = patterns.iter().map(|text| OriginPattern::parse(text).expect(text)).collect();
        let expected = patterns.iter().any(|pattern| naive(pattern, &origin));
        let one_by_one = parsed.iter().any(|pattern| pattern.matches(&origin));
        prop_assert_eq!(one_by_one, expected, "one by one: {:?} {}", patterns, origin);
        let set = OriginSet::new(parsed);
        let found = set.find(origin.as_bytes());
        prop_assert_eq!(found.is_some(), expected, "{:?} {}", patterns, origin);
        if let Some(found) = found {
            prop_assert!(found.matches(&origin));
        }
    }

    #[test]
    fn covering_agrees_with_covers(patterns in prop::collection::vec(pattern(), 0..8)) {
        let parsed: Vec<_> = patterns.iter().map(|text| OriginPattern::parse(text).expect(text)).collect();
        let set = OriginSet::new(parsed.clone());
        for (index, pattern) in parsed.iter().enumerate() {
            let expected = parsed.iter().enumerate().any(|(other, wide)| {
                let is_duplicate = wide == pattern && other > index;
                other != index && !is_duplicate && wide.covers(pattern)
            });
            prop_assert_eq!(set.covering(index).is_some(), expected, "{} of {:?}", index, &patterns);
        }
    }
}
