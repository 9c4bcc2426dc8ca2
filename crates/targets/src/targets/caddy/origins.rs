//! The `map` directives that find out whether the request's origin is allowed.

use std::collections::BTreeSet;

use corsmith_policy::{OriginPattern, OriginSet, Policy, PortPattern, ResourcePolicy};
use serde::Serialize;

use super::quoting;
use crate::origin_regex::origin_regex;

/// A placeholder that is the request's origin if it is one of these, and empty if not.
#[derive(Serialize)]
pub(super) struct OriginMap {
    /// With its braces.
    pub(super) placeholder: String,
    /// What is compared and what comes out, as Caddy's words.
    pub(super) entries: Vec<String>,
}

/// The maps of a policy: one for each set of origins, however many paths share it.
pub(super) struct Origins<'a> {
    sets: Vec<(&'a OriginSet, OriginMap)>,
}

impl<'a> Origins<'a> {
    pub(super) fn new(policy: &'a Policy) -> Self {
        let mut origins = Self { sets: Vec::new() };
        for resource in policy.resources() {
            let set = resource.origins();
            if set.allows_any() || origins.placeholder(resource).is_some() {
                continue;
            }
            let placeholder = if policy.paths().is_empty() {
                "{cors_origin}".to_owned()
            } else {
                format!("{{cors_origin_{}}}", origins.sets.len() + 1)
            };
            let map = OriginMap { placeholder, entries: entries(set) };
            origins.sets.push((set, map));
        }
        origins
    }

    /// The placeholder for a policy's origins; none where any is allowed.
    pub(super) fn placeholder(&self, resource: &ResourcePolicy) -> Option<&str> {
        let same = |set: &OriginSet| set.patterns() == resource.origins().patterns();
        self.sets.iter().find(|(set, _)| same(set)).map(|(_, map)| map.placeholder.as_str())
    }

    pub(super) fn into_maps(self) -> Vec<OriginMap> {
        self.sets.into_iter().map(|(_, map)| map).collect()
    }
}

fn entries(set: &OriginSet) -> Vec<String> {
    // Caddy refuses a map with the same entry twice.
    let mut known = BTreeSet::new();
    let patterns = set.patterns().iter().filter(|pattern| known.insert(pattern.as_str()));
    let has_any_port = set.patterns().iter().any(|pattern| {
        matches!(pattern, OriginPattern::Tuple(tuple) if tuple.port() == PortPattern::Any)
    });
    let unsendable = has_any_port
        .then(|| ["# No browser sends such ports.".to_owned(), format!("~{UNSENDABLE_PORT} \"\"")]);
    let entries = patterns.map(|pattern| match pattern {
        OriginPattern::Tuple(tuple) if !tuple.is_exact() => {
            format!("~{} ${{0}}", origin_regex(tuple))
        }
        exact => {
            let word = quoting::word(exact.as_str());
            format!("{word} {word}")
        }
    });
    unsendable.into_iter().flatten().chain(entries).collect()
}

/// A default port, which browsers leave out, or one above 65535. RE2 cannot except them from "any
/// port", so they are compared first.
const UNSENDABLE_PORT: &str =
    "^http://.*:80$|^https://.*:443$|:(6553[6-9]|655[4-9].|65[6-9]..|6[6-9]...|[7-9]....)$";
