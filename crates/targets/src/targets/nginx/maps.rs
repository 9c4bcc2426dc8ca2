//! A policy as nginx's `map` blocks: values that depend on the request, looked up when needed.

use std::collections::BTreeSet;

use corsmith_policy::{OriginPattern, OriginSet, Policy, ResourcePolicy};
use serde::Serialize;

use super::header::{Header, headers};
use super::quote;
use crate::origin_regex::origin_regex;
use crate::resource_names::resource_names;
use crate::{Inexpressible, InexpressibleErrors};

/// What the templates print; all of it quoted already.
#[derive(Debug, Serialize)]
pub(super) struct Maps {
    /// The keys of `map $uri`, with the names of their resources; empty without per-path policies.
    pub(super) paths: Vec<Entry>,
    pub(super) origins: Vec<OriginMap>,
    /// For each resource, where its origin is looked up; empty without per-path policies.
    pub(super) allow_origin: Vec<Entry>,
    /// `Access-Control-Allow-Origin`, where it is not in a variable.
    pub(super) any_origin: bool,
    pub(super) headers: Vec<Header>,
    pub(super) asked: Asked,
    pub(super) vary: Vary,
}

/// One line of a `map`.
#[derive(Debug, Serialize)]
pub(super) struct Entry {
    pub(super) key: String,
    pub(super) value: String,
}

/// The origins of one resource, or of several that allow the same.
#[derive(Debug, Serialize)]
pub(super) struct OriginMap {
    pub(super) variable: String,
    pub(super) keys: Vec<String>,
    /// The plain keys without their quotes: they fill nginx's hash table.
    #[serde(skip)]
    pub(super) plain: Vec<String>,
}

/// What has to be checked of the preflight's own words, because `*` with credentials is answered
/// with them.
#[derive(Debug, Default, Serialize)]
pub(super) struct Asked {
    pub(super) method: bool,
    pub(super) headers: bool,
    /// The same where Authorization is not listed, which `*` does not cover.
    pub(super) headers_but_authorization: bool,
}

/// Which resources have `Vary: Origin`.
#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Vary {
    Always,
    Never,
    /// Those of these names.
    For(Vec<String>),
}

impl Maps {
    pub(super) fn new(policy: &Policy, prefix: &str) -> Result<Self, InexpressibleErrors> {
        let names = resource_names(policy);
        let resources: Vec<Named<'_>> =
            names.iter().map(String::as_str).zip(policy.resources()).collect();
        let has_paths = !policy.paths().is_empty();
        let mut maps = Self {
            paths: Vec::new(),
            origins: Vec::new(),
            allow_origin: Vec::new(),
            any_origin: !has_paths && policy.default_resource().origins().allows_any(),
            headers: Vec::new(),
            asked: Asked::default(),
            vary: vary(&resources),
        };
        for (name, resource) in &resources {
            if let Some(path) = resource.path() {
                maps.paths.push(Entry { key: quote::path_key(path), value: (*name).to_owned() });
            }
            maps.asked.add(resource);
        }
        maps.add_origins(&resources, prefix, has_paths);
        maps.headers = headers(&resources, prefix)
            .map_err(|names| InexpressibleErrors(names.iter().map(dollar).collect()))?;
        Ok(maps)
    }

    fn add_origins(&mut self, resources: &[Named<'_>], prefix: &str, has_paths: bool) {
        let mut known: Vec<(&OriginSet, String)> = Vec::new();
        for (name, resource) in resources {
            let origins = resource.origins();
            let value = if origins.allows_any() {
                quote::literal("*")
            } else if let Some((_, variable)) =
                known.iter().find(|(other, _)| is_same(other, origins))
            {
                variable.clone()
            } else {
                let variable = if has_paths {
                    origin_variable(prefix, name, known.len())
                } else {
                    format!("${prefix}_allow_origin")
                };
                known.push((origins, variable.clone()));
                self.origins.push(OriginMap::new(variable.clone(), origins));
                variable
            };
            if has_paths {
                self.allow_origin.push(Entry { key: (*name).to_owned(), value });
            }
        }
    }

    /// Every map's plain keys.
    pub(super) fn plain_keys(&self) -> Vec<Vec<&str>> {
        let origins = self.origins.iter().map(|map| map.plain.iter().map(String::as_str).collect());
        let headers = self
            .headers
            .iter()
            .map(|header| header.entries.iter().map(|entry| entry.key.trim_matches('"')).collect());
        let allow_origin = self.allow_origin.iter().map(|entry| entry.key.as_str()).collect();
        origins.chain(headers).chain([allow_origin]).collect()
    }
}

/// The variable for the origins of a resource: its name, or a number where nginx's hash of variables,
/// whose buckets have 64 bytes, does not take that.
fn origin_variable(prefix: &str, name: &str, number: usize) -> String {
    const LONGEST: usize = 46;
    let variable = format!("{prefix}_origin_{name}");
    if variable.len() <= LONGEST {
        format!("${variable}")
    } else {
        format!("${prefix}_origins_{}", number + 1)
    }
}

/// A resource with its name.
pub(super) type Named<'a> = (&'a str, &'a ResourcePolicy);

/// Whether two resources can share a map. Inherited lists are one and the same.
fn is_same(a: &OriginSet, b: &OriginSet) -> bool {
    std::ptr::eq(a, b) || a.patterns() == b.patterns()
}

fn vary(resources: &[Named<'_>]) -> Vary {
    let varying: Vec<String> = resources
        .iter()
        .filter(|(_, resource)| resource.varies_on_origin())
        .map(|(name, _)| (*name).to_owned())
        .collect();
    match varying.len() {
        0 => Vary::Never,
        all if all == resources.len() => Vary::Always,
        _ => Vary::For(varying),
    }
}

fn dollar(name: &String) -> Inexpressible {
    Inexpressible::new(
        format!(
            "`{name}` has a `$`, with which nginx begins a variable, and nginx has no escape for it"
        ),
        "leave the name out of the policy, or allow it in the application for that path",
    )
}

impl Asked {
    fn add(&mut self, resource: &ResourcePolicy) {
        if !resource.allows_credentials() {
            return;
        }
        self.method |= resource.methods().has_wildcard();
        if resource.headers().has_wildcard() {
            let lists_authorization = resource.headers().lists_header(b"authorization");
            self.headers |= lists_authorization;
            self.headers_but_authorization |= !lists_authorization;
        }
    }
}

impl OriginMap {
    fn new(variable: String, origins: &OriginSet) -> Self {
        let mut seen = BTreeSet::new();
        let mut map = Self { variable, keys: Vec::new(), plain: Vec::new() };
        for pattern in origins.patterns() {
            // A key twice is an error for nginx.
            if !seen.insert(pattern.as_str()) {
                continue;
            }
            match pattern {
                OriginPattern::Tuple(tuple) if !tuple.is_exact() => {
                    map.keys.push(quote::literal(&format!("~{}", origin_regex(tuple))));
                }
                _ => {
                    map.keys.push(quote::literal(pattern.as_str()));
                    map.plain.push(pattern.as_str().to_owned());
                }
            }
        }
        map
    }
}
