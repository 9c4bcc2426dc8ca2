//! What a policy means, however it is written.

use std::collections::BTreeSet;

use corsmith_fetch::{DEFAULT_MAX_AGE_SECONDS, is_cors_safelisted_method, names};
use corsmith_policy::{OriginPattern, ResourcePolicy};

/// What the settings of one path mean: two that are equal let browsers send and read the same.
///
/// Patterns that others cover, names beside a wildcard that covers them, safelisted methods, the
/// case of header names, the order of everything, and a `max-age` that is the default are no
/// difference.
///
/// ```
/// use corsmith_policy::{Format, PolicyDocument, Selection};
/// use corsmith_scan::infer::Meaning;
///
/// let meaning = |text: &str| {
///     let document = PolicyDocument::parse(text.as_bytes(), Format::Toml);
///     let policy = document.resolve(&Selection::default()).into_policy().unwrap();
///     Meaning::of(policy.default_resource())
/// };
/// assert_eq!(
///     meaning("[policy]\nallow-origins = ['https://*.a.example']\nallow-methods = ['GET', 'PUT']"),
///     meaning("[policy]\nallow-origins = ['https://*.a.example', 'https://b.a.example']\nallow-methods = ['PUT']"),
/// );
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Meaning {
    origins: BTreeSet<String>,
    methods: BTreeSet<String>,
    headers: BTreeSet<String>,
    exposed: BTreeSet<String>,
    credentials: bool,
    max_age: u64,
}

impl Meaning {
    /// The meaning of the settings of one path.
    #[must_use]
    pub fn of(resource: &ResourcePolicy) -> Self {
        let list = |list: &corsmith_policy::NameList| {
            let wildcard = list.has_wildcard().then(|| names::WILDCARD.to_owned());
            wildcard.into_iter().chain(list.names().iter().cloned()).collect::<Vec<_>>()
        };
        Self::new(
            resource.origins().patterns().iter().map(OriginPattern::as_str),
            &list(resource.methods()),
            &list(resource.headers()),
            &list(resource.exposed()),
            resource.allows_credentials(),
            resource.max_age(),
        )
    }

    pub(super) fn new<'a>(
        origins: impl Iterator<Item = &'a str>,
        methods: &[String],
        headers: &[String],
        exposed: &[String],
        credentials: bool,
        max_age: Option<u32>,
    ) -> Self {
        let methods = methods.iter().filter(|name| !is_cors_safelisted_method(name)).cloned();
        let lower = |names: &[String]| -> BTreeSet<String> {
            names.iter().map(|name| name.to_ascii_lowercase()).collect()
        };
        Self {
            origins: uncovered(origins.map(str::to_owned).collect()).into_iter().collect(),
            methods: beside_wildcard(methods.collect(), ""),
            // `*` never covers Authorization (#cors-non-wildcard-request-header-name).
            headers: beside_wildcard(lower(headers), "authorization"),
            exposed: beside_wildcard(lower(exposed), ""),
            credentials,
            max_age: max_age.map_or(DEFAULT_MAX_AGE_SECONDS, u64::from),
        }
    }
}

/// The patterns that no other one covers, in their order; what is no pattern is kept.
pub(super) fn uncovered(patterns: Vec<String>) -> Vec<String> {
    let parsed: Vec<_> = patterns.iter().map(|text| OriginPattern::parse(text).ok()).collect();
    let is_covered = |index: usize| {
        parsed.iter().enumerate().any(|(other, pattern)| {
            let (Some(pattern), Some(own)) = (pattern, &parsed[index]) else { return false };
            // Of two that are equal the first stays.
            other != index && pattern.covers(own) && (!own.covers(pattern) || other < index)
        })
    };
    let covered: Vec<_> = (0..patterns.len()).map(is_covered).collect();
    patterns.into_iter().zip(covered).filter(|(_, covered)| !covered).map(|(it, _)| it).collect()
}

fn beside_wildcard(names: BTreeSet<String>, kept: &str) -> BTreeSet<String> {
    if !names.contains(names::WILDCARD) {
        return names;
    }
    names.into_iter().filter(|name| name == names::WILDCARD || name == kept).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_patterns_stay_once_and_covered_ones_go() {
        let rows: &[(&[&str], &[&str])] = &[
            (&["https://a.example", "https://a.example"], &["https://a.example"]),
            (&["https://b.a.example", "https://*.a.example"], &["https://*.a.example"]),
            (&["*", "null", "https://a.example"], &["*"]),
            (&["http://a.example:*", "http://a.example:8080"], &["http://a.example:*"]),
            (&["no pattern", "https://a.example"], &["no pattern", "https://a.example"]),
        ];
        for (patterns, expected) in rows {
            let patterns = patterns.iter().map(|text| (*text).to_owned()).collect();
            assert_eq!(uncovered(patterns), *expected);
        }
    }
}
