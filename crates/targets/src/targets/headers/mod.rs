//! The headers themselves, as text for people and for any server.

use std::borrow::Cow;

use corsmith_policy::{
    HostScope, OriginPattern, PathPattern, Policy, PortPattern, ResourcePolicy, TuplePattern,
};
use serde::Serialize;

use crate::template::render;
use crate::{About, GeneratedFile, InexpressibleErrors, Output, Provenance, Target, Tier, Version};

pub(super) static TARGET: &dyn Target = &Headers;

struct Headers;

static ABOUT: About = About {
    name: "headers",
    title: "any server",
    summary: "the headers as text: what to send to whom",
    page: include_str!("page.md"),
    tier: Tier::Text,
    releases: &[],
    default_version: Version::new(0, 0),
    newest_run: Version::new(0, 0),
    deviations: &[],
};

/// Of more origins than these only the first are listed: nobody reads a thousand.
const MAX_LISTED: usize = 50;

impl Target for Headers {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn render(
        &self,
        policy: &Policy,
        version: Version,
        provenance: &Provenance,
    ) -> Result<Output, InexpressibleErrors> {
        let has_paths = !policy.paths().is_empty();
        let context = Context {
            provenance: provenance.lines(policy, self, version),
            resources: policy.resources().map(|one| Resource::new(one, has_paths)).collect(),
        };
        Ok(Output::new(vec![GeneratedFile {
            name: "headers.txt".to_owned(),
            place: "is for reading; your server's own configuration or code sends these headers"
                .to_owned(),
            contents: render(include_str!("headers.txt.jinja"), context)?,
        }]))
    }
}

#[derive(Serialize)]
struct Context {
    provenance: Vec<String>,
    resources: Vec<Resource>,
}

#[derive(Serialize)]
struct Resource {
    heading: Option<String>,
    /// The allowed origins, explained; empty where any is.
    origins: Vec<String>,
    is_one_of: &'static str,
    more_origins: usize,
    on_preflights: Vec<String>,
    on_others: Vec<String>,
}

impl Resource {
    fn new(policy: &ResourcePolicy, has_paths: bool) -> Self {
        let heading = match policy.path() {
            Some(PathPattern::Exact(path)) => Some(path.clone()),
            Some(PathPattern::Prefix(prefix)) => Some(format!("Every path below {prefix}")),
            None => has_paths.then(|| "Every other path".to_owned()),
        };
        let any = policy.origins().allows_any();
        let patterns = policy.origins().patterns();
        let listed = if any { &[] } else { &patterns[..patterns.len().min(MAX_LISTED)] };
        let is_exact = |pattern: &OriginPattern| match pattern {
            OriginPattern::Tuple(tuple) => tuple.is_exact(),
            OriginPattern::Any | OriginPattern::Null => true,
        };
        Self {
            heading,
            origins: explained(listed),
            is_one_of: match patterns {
                [one] if is_exact(one) => "exactly",
                all if all.iter().all(is_exact) => "exactly one of",
                _ => "one of",
            },
            more_origins: if any { 0 } else { patterns.len() - listed.len() },
            on_preflights: on_preflights(policy),
            on_others: on_others(policy),
        }
    }
}

/// The patterns, and what their wildcards stand for in a column beside them.
fn explained(patterns: &[OriginPattern]) -> Vec<String> {
    const MAX_COLUMN: usize = 48;
    let wildcards = patterns.iter().filter(|pattern| !meaning(pattern).is_empty());
    let longest = wildcards.map(|pattern| pattern.as_str().len()).max().unwrap_or(0);
    let column = longest.min(MAX_COLUMN);
    let line =
        |pattern: &OriginPattern| format!("{:column$}  {}", pattern.as_str(), meaning(pattern));
    patterns.iter().map(|pattern| line(pattern).trim_end().to_owned()).collect()
}

fn meaning(pattern: &OriginPattern) -> Cow<'static, str> {
    match pattern {
        OriginPattern::Any => "".into(),
        OriginPattern::Null => "sandboxed frames, files, and some redirects".into(),
        OriginPattern::Tuple(tuple) => {
            let any_port = tuple.port() == PortPattern::Any;
            match (tuple.scope(), any_port) {
                (HostScope::Exact, false) => "".into(),
                (HostScope::Exact, true) => "any port, or none".into(),
                (HostScope::Subdomains, false) => below(tuple).into(),
                (HostScope::Subdomains, true) => format!("{}, on any port", below(tuple)).into(),
            }
        }
    }
}

fn below(tuple: &TuplePattern) -> String {
    format!("any name below {}, not that itself", tuple.host())
}

fn on_preflights(policy: &ResourcePolicy) -> Vec<String> {
    let mut lines = first_lines(policy);
    let with_credentials = "<Access-Control-Request-Method of the request>";
    let methods = policy.methods().has_wildcard().then_some(with_credentials);
    if let Some(value) = policy.allow_methods_value().or(methods) {
        lines.push(format!("Access-Control-Allow-Methods: {value}"));
    }
    let names = match policy.headers() {
        names if !names.has_wildcard() => None,
        names if names.lists_header(b"authorization") => {
            Some("<Access-Control-Request-Headers of the request>")
        }
        _ => Some("<Access-Control-Request-Headers of the request, without authorization>"),
    };
    if let Some(value) = policy.allow_headers_value().or(names) {
        lines.push(format!("Access-Control-Allow-Headers: {value}"));
    }
    if let Some(value) = policy.max_age_value() {
        lines.push(format!("Access-Control-Max-Age: {value}"));
    }
    finished(policy, lines)
}

fn on_others(policy: &ResourcePolicy) -> Vec<String> {
    let mut lines = first_lines(policy);
    if let Some(value) = policy.expose_headers_value() {
        lines.push(format!("Access-Control-Expose-Headers: {value}"));
    }
    finished(policy, lines)
}

fn first_lines(policy: &ResourcePolicy) -> Vec<String> {
    let origin = match policy.origins().patterns() {
        _ if policy.origins().allows_any() => "*",
        [OriginPattern::Tuple(one)] if one.is_exact() => one.as_str(),
        [OriginPattern::Null] => "null",
        _ => "<Origin of the request>",
    };
    let mut lines = vec![format!("Access-Control-Allow-Origin: {origin}")];
    if policy.allows_credentials() {
        lines.push("Access-Control-Allow-Credentials: true".to_owned());
    }
    lines
}

fn finished(policy: &ResourcePolicy, mut lines: Vec<String>) -> Vec<String> {
    if policy.varies_on_origin() {
        lines.push("Vary: Origin".to_owned());
    }
    lines
}
