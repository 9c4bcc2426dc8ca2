//! A policy as HAProxy's ACLs and rules.

use corsmith_policy::{OriginPattern, OriginSet, PathPattern, Policy, ResourcePolicy};
use serde::Serialize;

use super::quote;
use super::response::{Line, lines, resource_conditions};
use crate::origin_regex::origin_regex;
use crate::policy_name::PolicyName;
use crate::resource_names::resource_names;

/// What the template prints; all of it quoted already.
#[derive(Debug, Serialize)]
pub(super) struct Rules {
    /// Whether `*` is allowed and there are no per-path policies: nothing depends on the origin.
    pub(super) any_origin: bool,
    /// The per-path policies, last first; empty without any.
    pub(super) paths: Vec<Path>,
    pub(super) origins: Vec<Origins>,
    /// The resources that allow `*`, where others do not.
    pub(super) public: Vec<String>,
    pub(super) asked: Asked,
    pub(super) lines: Vec<Line>,
    /// The name of the second file, and its origins.
    #[serde(skip)]
    pub(super) list: String,
    #[serde(skip)]
    pub(super) listed: Vec<String>,
}

/// What of a preflight's own words is needed, because `*` with credentials is answered with them.
#[derive(Debug, Default, Serialize)]
pub(super) struct Asked {
    method: bool,
    headers: bool,
    /// Whether some resource allows `*` and not Authorization, which `*` does not cover.
    excludes_authorization: bool,
}

/// One path and its resource.
#[derive(Debug, Serialize)]
pub(super) struct Path {
    pub(super) resource: String,
    /// The flags and the pattern of an ACL.
    pub(super) matches: String,
}

/// The origins of one resource, or of several that allow the same.
#[derive(Debug, Serialize)]
pub(super) struct Origins {
    pub(super) acl: String,
    /// The flags and the pattern of each line.
    pub(super) patterns: Vec<String>,
    /// Conditions of which one holds where these are the origins; one empty one where there are
    /// no per-path policies.
    pub(super) conditions: Vec<String>,
}

/// A resource with its name.
pub(super) type Named<'a> = (&'a str, &'a ResourcePolicy);

/// More exact origins than this go to a file of their own.
const MOST_IN_LINES: usize = 50;

/// Where that file is.
const FOLDER: &str = "/etc/haproxy";

impl Rules {
    pub(super) fn new(policy: &Policy, name: &PolicyName) -> Self {
        let cors = name.variable();
        let names = resource_names(policy);
        let resources: Vec<Named<'_>> =
            names.iter().map(String::as_str).zip(policy.resources()).collect();
        let has_paths = !policy.paths().is_empty();
        let any_origin = !has_paths && policy.default_resource().origins().allows_any();
        let is_public = |(_, resource): &&Named<'_>| !any_origin && resource.origins().allows_any();
        let mut rules = Self {
            any_origin,
            paths: resources
                .iter()
                .rev()
                .filter_map(|(name, resource)| Path::new(name, resource))
                .collect(),
            origins: Vec::new(),
            public: resources
                .iter()
                .filter(is_public)
                .map(|(name, _)| (*name).to_owned())
                .collect(),
            asked: Asked::new(policy),
            lines: lines(&resources, &cors, any_origin),
            list: name.file("cors-origins", "lst"),
            listed: Vec::new(),
        };
        rules.add_origins(&resources, &cors, has_paths);
        rules
    }

    /// How many bytes the headers of a response to an actual request take at most, roughly.
    pub(super) fn longest_addition(&self) -> usize {
        /// The longest origin: a scheme, a host of 253 bytes, a port.
        const ORIGIN: usize = 326;
        let on_actual = self.lines.iter().filter(|line| line.on_actual);
        let mut longest: Vec<(&str, usize)> = Vec::new();
        for line in on_actual {
            let bytes = line.name.len() + line.value.len();
            match longest.iter_mut().find(|(name, _)| *name == line.name) {
                Some((_, most)) => *most = bytes.max(*most),
                None => longest.push((line.name, bytes)),
            }
        }
        ORIGIN + longest.iter().map(|(_, bytes)| bytes).sum::<usize>()
    }

    fn add_origins(&mut self, resources: &[Named<'_>], cors: &str, has_paths: bool) {
        let mut known: Vec<(&OriginSet, Vec<&str>)> = Vec::new();
        for (name, resource) in resources {
            let origins = resource.origins();
            if origins.allows_any() {
                continue;
            }
            let is_same = |other: &OriginSet| {
                std::ptr::eq(other, origins) || other.patterns() == origins.patterns()
            };
            match known.iter_mut().find(|(other, _)| is_same(other)) {
                Some((_, names)) => names.push(name),
                None => known.push((origins, vec![name])),
            }
        }
        for (origins, names) in known {
            let first = names.first().copied().unwrap_or_default();
            let (acl, conditions) = if has_paths {
                (format!("{cors}_origin_{first}"), resource_conditions(&names, cors))
            } else {
                (format!("{cors}_origin"), vec![String::new()])
            };
            let patterns = self.patterns(origins);
            self.origins.push(Origins { acl, patterns, conditions });
        }
    }

    /// The ACL lines of `origins`; the first long list goes to the file.
    fn patterns(&mut self, origins: &OriginSet) -> Vec<String> {
        let (exact, others): (Vec<&OriginPattern>, Vec<_>) = origins.patterns().iter().partition(
            |pattern| !matches!(pattern, OriginPattern::Tuple(tuple) if !tuple.is_exact()),
        );
        if exact.len() <= MOST_IN_LINES || !self.listed.is_empty() {
            return origins.patterns().iter().map(pattern_line).collect();
        }
        self.listed = exact.iter().map(|pattern| pattern.as_str().to_owned()).collect();
        let file = format!("-m str -f {FOLDER}/{}", self.list);
        [file].into_iter().chain(others.into_iter().map(pattern_line)).collect()
    }
}

impl Asked {
    fn new(policy: &Policy) -> Self {
        let mut asked = Self::default();
        for resource in policy.resources().filter(|resource| resource.allows_credentials()) {
            let headers = resource.headers();
            asked.method |= resource.methods().has_wildcard();
            asked.headers |= headers.has_wildcard();
            asked.excludes_authorization |=
                headers.has_wildcard() && !headers.lists_header(b"authorization");
        }
        asked
    }
}

fn pattern_line(pattern: &OriginPattern) -> String {
    match pattern {
        OriginPattern::Tuple(tuple) if !tuple.is_exact() => {
            format!("-m reg {}", quote::word(&origin_regex(tuple)))
        }
        _ => format!("-m str {}", quote::word(pattern.as_str())),
    }
}

impl Path {
    fn new(name: &str, resource: &ResourcePolicy) -> Option<Self> {
        let matches = match resource.path()? {
            PathPattern::Exact(path) => format!("-m str {}", quote::word(path)),
            PathPattern::Prefix(path) => format!("-m beg {}", quote::word(path)),
        };
        Some(Self { resource: name.to_owned(), matches })
    }
}
