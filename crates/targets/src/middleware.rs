//! A policy as the parts of a middleware, whatever language that is written in.

mod origin_test;
mod resource;

use corsmith_policy::{PathPattern, Policy, ResourcePolicy, TuplePattern};
use serde::Serialize;

use self::origin_test::{OriginTest, OriginTests, OwnPort};
use self::resource::{Asked, Resource};
use crate::resource_names::resource_names;

/// How a language writes what a policy is made of.
pub(crate) trait Language {
    /// A string literal, whatever `text` holds.
    fn literal(&self, text: &str) -> String;

    /// A regular expression that matches the whole of the origins that `pattern` means.
    fn regex(&self, pattern: &TuplePattern) -> String;

    /// The name of a function, of words in `snake_case`.
    fn function(&self, words: &str) -> String;
}

/// What a template prints. Every text in it is source of its language already.
#[derive(Debug, Serialize)]
#[expect(clippy::struct_excessive_bools, reason = "each switches one function of the templates")]
pub(crate) struct Middleware {
    /// The lines of the comment at the top.
    provenance: Vec<String>,
    /// The choice by path, the first match first; empty where one policy is for all paths.
    routes: Vec<Route>,
    /// At least one; the last is the policy of the paths that no route is for.
    resources: Vec<Resource>,
    origin_tests: Vec<OriginTest>,
    /// For `:*`: the ports that browsers leave out of their origins.
    own_ports: Vec<OwnPort>,
    varies: Varies,
    has_any_port: bool,
    has_patterns: bool,
    asks_method: bool,
    asks_names: bool,
    asks_names_but_authorization: bool,
}

/// Whether answers depend on the origin.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
enum Varies {
    /// All do.
    Always,
    /// Those do that do not allow `*`.
    Sometimes,
    /// None does.
    Never,
}

/// A path, and the function with its policy.
#[derive(Debug, Serialize)]
struct Route {
    /// Whether `path` is only the beginning of the paths that are meant.
    is_prefix: bool,
    path: String,
    function: String,
    takes_request: bool,
}

/// A resource with its name.
type Named<'a> = (&'a str, &'a ResourcePolicy);

impl Middleware {
    /// The parts of `policy`, in `language`; `provenance` is commented text already.
    pub(crate) fn new(policy: &Policy, provenance: Vec<String>, language: &dyn Language) -> Self {
        let names = resource_names(policy);
        let reachable = reachable(&names, policy);
        let tests = OriginTests::new(&reachable, language);
        let has_paths = reachable.len() > 1;
        let resources: Vec<_> = reachable
            .iter()
            .map(|(name, resource)| {
                let words =
                    if has_paths { &format!("headers_for_{name}") } else { "policy_headers" };
                let test = tests.function_for(resource.origins());
                Resource::new(language.function(words), resource, test, language)
            })
            .collect();
        let route = |((_, policy), resource): (&Named<'_>, &Resource)| {
            policy.path().map(|pattern| Route::new(pattern, resource, language))
        };
        let asks = |asked| resources.iter().any(|resource| resource.asks(asked));
        Self {
            provenance,
            has_any_port: tests.tests.iter().any(|test| test.has_any_port),
            has_patterns: tests.tests.iter().any(|test| !test.patterns.is_empty()),
            asks_method: asks(Asked::Method),
            asks_names: asks(Asked::Names),
            asks_names_but_authorization: asks(Asked::NamesButAuthorization),
            routes: reachable.iter().zip(&resources).filter_map(route).collect(),
            resources,
            own_ports: tests.own_ports(),
            origin_tests: tests.tests,
            varies: Varies::new(&reachable),
        }
    }
}

/// The resources that a path can get to: not those that an earlier one covers.
fn reachable<'a>(names: &'a [String], policy: &'a Policy) -> Vec<Named<'a>> {
    let mut reachable: Vec<Named<'a>> = Vec::new();
    for (name, resource) in names.iter().zip(policy.resources()) {
        let is_covered = |(_, earlier): &Named<'_>| {
            earlier.path().zip(resource.path()).is_some_and(|(a, b)| a.covers(b))
        };
        if !reachable.iter().any(is_covered) {
            reachable.push((name, resource));
        }
    }
    reachable
}

impl Varies {
    fn new(resources: &[Named<'_>]) -> Self {
        let varying = resources.iter().filter(|(_, resource)| resource.varies_on_origin()).count();
        match varying {
            0 => Self::Never,
            all if all == resources.len() => Self::Always,
            _ => Self::Sometimes,
        }
    }
}

impl Route {
    /// The route to the function of `resource`.
    fn new(pattern: &PathPattern, resource: &Resource, language: &dyn Language) -> Self {
        let (path, is_prefix) = match pattern {
            PathPattern::Exact(path) => (path, false),
            PathPattern::Prefix(path) => (path, true),
        };
        Self {
            is_prefix,
            path: language.literal(path),
            function: resource.function.clone(),
            takes_request: resource.takes_request,
        }
    }
}

/// A comment's text: a bidirectional override would show other code than runs, and U+2028 and
/// U+2029 end a line of some languages.
pub(crate) fn comment(line: &str) -> String {
    let is_hazard = |character| matches!(character, '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    line.trim_end().replace(is_hazard, "\u{fffd}")
}

#[cfg(test)]
mod tests {
    use super::comment;

    #[test]
    fn comments_keep_letters_and_lose_line_ends() {
        assert_eq!(comment("für 日本\u{202e}a\u{2028}b  "), "für 日本\u{fffd}a\u{fffd}b");
    }
}
