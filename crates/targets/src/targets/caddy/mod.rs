//! Caddy: one snippet for a Caddyfile.

mod body;
mod origins;
mod quoting;

use corsmith_policy::{PathPattern, Policy};
use serde::Serialize;

use self::body::HeadersEcho;
use self::origins::{OriginMap, Origins};
use crate::template::render;
use crate::{
    About, GeneratedFile, InexpressibleErrors, Output, Provenance, Release, Target, Tier, Version,
};

pub(super) static TARGET: &dyn Target = &Caddy;

struct Caddy;

static ABOUT: About = About {
    name: "caddy",
    title: "Caddy",
    summary: "a snippet for a Caddyfile",
    page: include_str!("page.md"),
    tier: Tier::Proven,
    releases: &[Release { version: Version::new(2, 6), note: "the same for 2.6 to 2.11" }],
    default_version: Version::new(2, 6),
    deviations: &[],
};

impl Target for Caddy {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn render(
        &self,
        policy: &Policy,
        version: Version,
        provenance: &Provenance,
    ) -> Result<Output, InexpressibleErrors> {
        let lines = provenance.lines(policy, self, version);
        let provenance = lines.iter().map(|line| quoting::comment(line)).collect();
        let file = GeneratedFile {
            name: "corsmith.caddy",
            place: "is imported at the top of the Caddyfile (`import corsmith.caddy`); the site's \
                    directives go into a `route` that begins with `import cors`",
            contents: render(include_str!("cors.caddy.jinja"), Snippet::new(policy, provenance)?)?,
        };
        Ok(Output::new(vec![file]).commands(
            "caddy validate --config /etc/caddy/Caddyfile",
            "caddy reload --config /etc/caddy/Caddyfile",
        ))
    }
}

/// What the template is filled with. Every text in it is Caddy's already.
#[derive(Serialize)]
struct Snippet {
    provenance: Vec<String>,
    maps: Vec<OriginMap>,
    echoes_methods: bool,
    echoes_headers: Vec<HeadersEcho>,
    /// In order, the default last.
    policies: Vec<NamedPolicy>,
}

/// The policy of some paths, or of all.
#[derive(Serialize)]
struct NamedPolicy {
    name: String,
    title: String,
    path: Option<String>,
    body: String,
}

impl Snippet {
    fn new(policy: &Policy, provenance: Vec<String>) -> Result<Self, InexpressibleErrors> {
        let origins = Origins::new(policy);
        let tabs = if policy.paths().is_empty() { 1 } else { 2 };
        let mut policies = Vec::new();
        for (index, resource) in policy.resources().enumerate() {
            let body = body::render(resource, index, origins.placeholder(resource))?;
            let path = resource.path();
            policies.push(NamedPolicy {
                name: path.map_or("default".to_owned(), |_| format!("path_{}", index + 1)),
                title: path.map_or("Every other path".to_owned(), PathPattern::to_string),
                path: path.map(expression),
                body: quoting::indented(&body, tabs).trim_end().to_owned(),
            });
        }
        Ok(Self {
            provenance,
            maps: origins.into_maps(),
            echoes_methods: policy.resources().any(body::echoes_methods),
            echoes_headers: HeadersEcho::all(policy),
            policies,
        })
    }
}

/// A regular expression, as one word. Caddy compares it with the path decoded and cleaned.
fn expression(path: &PathPattern) -> String {
    quoting::quoted(&match path {
        PathPattern::Exact(path) => format!("^{}$", quoting::literal(path)),
        PathPattern::Prefix(prefix) => format!("^{}", quoting::literal(prefix)),
    })
}
