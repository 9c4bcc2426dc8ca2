//! A pattern is its own text; what is suggested instead of a refused one is a pattern; and it
//! matches only what a browser can send.
//!
//! The input is a pattern, a line feed, and an origin.

#![no_main]

use corsmith_fetch::{Origin, SerializedOrigin};
use corsmith_policy::{OriginPattern, OriginSet};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &str| {
    let (text, origin) = input.split_once('\n').unwrap_or((input, ""));
    let pattern = match OriginPattern::parse(text) {
        Ok(pattern) => pattern,
        Err(error) => {
            assert!(!error.message.is_empty() && error.message.len() < 4_096, "{error}");
            for suggestion in &error.suggestion {
                assert_ne!(suggestion, text);
                let parsed = OriginPattern::parse(suggestion);
                assert!(parsed.is_ok(), "`{text}` suggests `{suggestion}`: {parsed:?}");
            }
            return;
        }
    };
    assert_eq!(pattern.as_str(), text);
    assert_eq!(OriginPattern::parse(pattern.as_str()).as_ref(), Ok(&pattern));
    assert!(pattern.covers(&pattern));
    if let OriginPattern::Tuple(tuple) = &pattern {
        check_example(&pattern, &tuple.as_str().replace("*.", "a.").replace(":*", ""));
        if tuple.is_exact() {
            assert_eq!(Origin::parse(text).map(|origin| origin.serialize()).as_deref(), Ok(text));
        }
    }
    // The origin as it came, and with its scheme and host replaced by the pattern's.
    for origin in [origin.to_owned(), text.replace('*', origin), format!("{text}{origin}")] {
        check_match(&pattern, &origin);
    }
});

/// Every pattern matches something: otherwise it is a mistake that nobody was told of.
fn check_example(pattern: &OriginPattern, example: &str) {
    assert!(pattern.matches(example), "`{pattern}` does not match `{example}`");
}

fn check_match(pattern: &OriginPattern, origin: &str) {
    let is_match = pattern.matches(origin);
    let set = OriginSet::new(vec![pattern.clone()]);
    assert_eq!(set.find(origin.as_bytes()).is_some(), is_match, "`{pattern}` and `{origin}`");
    if !is_match || *pattern == OriginPattern::Any {
        return;
    }
    if *pattern == OriginPattern::Null {
        assert_eq!(origin, "null");
        return;
    }
    let serialized = SerializedOrigin::parse(origin.as_bytes());
    assert_eq!(serialized.map(|origin| origin.as_str()), Some(origin));
    // By a parser of its own: the lenient one, which canonicalises.
    assert_eq!(Origin::parse(origin).map(|origin| origin.serialize()).as_deref(), Ok(origin));
}
