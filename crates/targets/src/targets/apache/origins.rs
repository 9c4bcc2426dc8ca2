//! The `SetEnvIf` lines that put an allowed origin into an environment variable.

use corsmith_policy::{OriginPattern, OriginSet, Policy, PortPattern, ResourcePolicy};
use serde::Serialize;

use super::quoting;
use crate::origin_regex::origin_regex;

/// A variable that holds the request's origin if it is one of these.
#[derive(Serialize)]
pub(super) struct OriginVariable {
    pub(super) name: String,
    /// Regular expressions, quoted.
    pub(super) patterns: Vec<String>,
    /// What none of these may be, though a pattern matches it.
    pub(super) except: Option<String>,
}

/// The variables of a policy: one for each set of origins, however many paths share it.
pub(super) struct Origins<'a> {
    sets: Vec<(&'a OriginSet, OriginVariable)>,
}

impl<'a> Origins<'a> {
    pub(super) fn new(policy: &'a Policy, cors: &str) -> Self {
        let mut origins = Self { sets: Vec::new() };
        for resource in policy.resources() {
            let set = resource.origins();
            if set.allows_any() || origins.find(resource).is_some() {
                continue;
            }
            let name = if policy.paths().is_empty() {
                format!("{cors}_ORIGIN")
            } else {
                format!("{cors}_ORIGINS_{}", origins.sets.len() + 1)
            };
            let patterns = set.patterns().iter().map(|pattern| match pattern {
                OriginPattern::Tuple(tuple) => quoting::argument(&origin_regex(tuple)),
                // `*` is no variable's.
                OriginPattern::Null | OriginPattern::Any => "\"^null$\"".to_owned(),
            });
            let except = has_any_port(set).then(|| quoting::argument(UNSENDABLE_PORT));
            let variable = OriginVariable { name, patterns: patterns.collect(), except };
            origins.sets.push((set, variable));
        }
        origins
    }

    fn find(&self, resource: &ResourcePolicy) -> Option<&OriginVariable> {
        let same = |set: &OriginSet| set.patterns() == resource.origins().patterns();
        self.sets.iter().find(|(set, _)| same(set)).map(|(_, variable)| variable)
    }

    /// What `Access-Control-Allow-Origin` is for `resource`, in a flag of `RewriteRule`.
    pub(super) fn value(&self, resource: &ResourcePolicy) -> String {
        let variable = self.find(resource);
        variable.map_or("*".to_owned(), |variable| format!("%{{ENV:{}}}", variable.name))
    }

    pub(super) fn into_variables(self) -> Vec<OriginVariable> {
        self.sets.into_iter().map(|(_, variable)| variable).collect()
    }
}

fn has_any_port(set: &OriginSet) -> bool {
    set.patterns().iter().any(|pattern| {
        matches!(pattern, OriginPattern::Tuple(tuple) if tuple.port() == PortPattern::Any)
    })
}

/// A default port, which browsers leave out, or one above 65535.
const UNSENDABLE_PORT: &str =
    "^http://.*:80$|^https://.*:443$|:(6553[6-9]|655[4-9].|65[6-9]..|6[6-9]...|[7-9]....)$";
