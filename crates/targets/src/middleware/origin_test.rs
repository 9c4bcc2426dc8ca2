//! Which origins are allowed, as functions.

use std::collections::BTreeSet;

use corsmith_policy::{OriginPattern, OriginSet, PortPattern};
use serde::Serialize;

use super::{Language, Named};

/// A function that decides on an origin.
#[derive(Debug, Serialize)]
pub(super) struct OriginTest {
    function: String,
    /// What the names of its constants end with.
    suffix: String,
    /// Those that are compared letter by letter.
    origins: Vec<String>,
    pub(super) patterns: Vec<String>,
    /// Whether one of the patterns takes any port.
    pub(super) has_any_port: bool,
}

/// A scheme and its own port, which browsers leave out.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub(super) struct OwnPort {
    scheme: String,
    port: u16,
}

/// The functions; resources with the same origins share one.
pub(super) struct OriginTests<'a> {
    pub(super) tests: Vec<OriginTest>,
    /// The origins of each.
    sets: Vec<&'a OriginSet>,
}

impl<'a> OriginTests<'a> {
    pub(super) fn new(resources: &[Named<'a>], language: &dyn Language) -> Self {
        let mut distinct: Vec<Named<'a>> = Vec::new();
        // From the end, so that what a path inherits is called after the default.
        for (name, resource) in resources.iter().rev() {
            let origins = resource.origins();
            let is_known = |(_, other): &Named<'_>| is_same(other.origins(), origins);
            if !origins.allows_any() && !distinct.iter().any(is_known) {
                distinct.push((name, resource));
            }
        }
        distinct.reverse();
        let is_only_one = distinct.len() == 1;
        let test = |(name, resource): &Named<'a>| {
            let suffix = if is_only_one { String::new() } else { format!("_for_{name}") };
            OriginTest::new(&suffix, resource.origins(), language)
        };
        Self {
            tests: distinct.iter().map(test).collect(),
            sets: distinct.iter().map(|(_, resource)| resource.origins()).collect(),
        }
    }

    /// The name of the function for `origins`; none where any origin is allowed.
    pub(super) fn function_for(&self, origins: &OriginSet) -> Option<String> {
        let index = self.sets.iter().position(|set| is_same(set, origins))?;
        self.tests.get(index).map(|test| test.function.clone())
    }

    /// The own ports of the schemes whose patterns take any.
    pub(super) fn own_ports(&self) -> Vec<OwnPort> {
        let patterns = self.sets.iter().flat_map(|set| set.patterns());
        let ports: BTreeSet<OwnPort> = patterns.filter_map(own_port).collect();
        ports.into_iter().collect()
    }
}

impl OriginTest {
    fn new(suffix: &str, origins: &OriginSet, language: &dyn Language) -> Self {
        let mut test = Self {
            function: language.function(&format!("is_allowed{suffix}")),
            suffix: suffix.to_ascii_uppercase(),
            origins: Vec::new(),
            patterns: Vec::new(),
            has_any_port: false,
        };
        for pattern in origins.patterns() {
            match pattern {
                OriginPattern::Tuple(tuple) if !tuple.is_exact() => {
                    test.patterns.push(language.regex(tuple));
                    test.has_any_port |= tuple.port() == PortPattern::Any;
                }
                exact => test.origins.push(language.literal(exact.as_str())),
            }
        }
        test
    }
}

fn is_same(a: &OriginSet, b: &OriginSet) -> bool {
    std::ptr::eq(a, b) || a.patterns() == b.patterns()
}

fn own_port(pattern: &OriginPattern) -> Option<OwnPort> {
    let OriginPattern::Tuple(pattern) = pattern else { return None };
    if pattern.port() != PortPattern::Any {
        return None;
    }
    let port = match pattern.scheme() {
        "http" | "ws" => 80,
        "https" | "wss" => 443,
        "ftp" => 21,
        _ => return None,
    };
    Some(OwnPort { scheme: pattern.scheme().to_owned(), port })
}
