//! Caddy: one snippet for a Caddyfile.

mod body;
mod origins;
mod quoting;

use corsmith_policy::{PathPattern, Policy};
use serde::Serialize;

use self::body::HeadersEcho;
use self::origins::{OriginMap, Origins};
use crate::policy_name::PolicyName;
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
    newest_run: Version::new(2, 6),
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
        let name = PolicyName::of(policy);
        let file = name.file("corsmith", "caddy");
        let snippet = Snippet::new(policy, name.variable(), provenance)?;
        let file = GeneratedFile {
            place: format!(
                "is imported at the top of the Caddyfile (`import {file}`); the site's directives go \
                 into a `route` that begins with `import {}`",
                name.variable()
            ),
            name: file,
            contents: render(include_str!("cors.caddy.jinja"), snippet)?,
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
    /// Its name.
    name: String,
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
    /// Empty for the default.
    paths: Vec<Paths>,
    body: String,
}

impl Snippet {
    fn new(
        policy: &Policy,
        name: String,
        provenance: Vec<String>,
    ) -> Result<Self, InexpressibleErrors> {
        let origins = Origins::new(policy);
        let tabs = if policy.paths().is_empty() { 1 } else { 2 };
        let mut policies = Vec::new();
        for (index, resource) in policy.resources().enumerate() {
            let body = body::render(resource, index, origins.placeholder(resource))?;
            let path = resource.path();
            policies.push(NamedPolicy {
                name: path.map_or("default".to_owned(), |_| format!("path_{}", index + 1)),
                title: path.map_or("Every other path".to_owned(), PathPattern::to_string),
                paths: path.map_or(Vec::new(), Paths::of),
                body: quoting::indented(&body, tabs).trim_end().to_owned(),
            });
        }
        Ok(Self {
            name,
            provenance,
            maps: origins.into_maps(),
            echoes_methods: policy.resources().any(body::echoes_methods),
            echoes_headers: HeadersEcho::all(policy),
            policies,
        })
    }
}

/// Some paths as Caddy compares them: decoded and cleaned, and without the slash at the end that a
/// dot segment leaves.
#[derive(Serialize)]
struct Paths {
    /// What the name of the matcher ends with.
    suffix: &'static str,
    /// A regular expression, as one word.
    expression: String,
    /// What `{cors_folder}` has to be; none where it does not matter.
    folder: Option<&'static str>,
}

impl Paths {
    fn of(pattern: &PathPattern) -> Vec<Self> {
        let (path, end) = match pattern {
            PathPattern::Exact(path) => (path, "$"),
            PathPattern::Prefix(path) => (path, ""),
        };
        let expression = |path, end| quoting::quoted(&format!("^{}{end}", quoting::literal(path)));
        match path.strip_suffix('/') {
            // The root has its slash always.
            Some("") => vec![Self { suffix: "", expression: expression(path, end), folder: None }],
            Some(folder) => vec![
                Self { suffix: "", expression: expression(path, end), folder: None },
                Self { suffix: "_itself", expression: expression(folder, "$"), folder: Some("/") },
            ],
            None => {
                vec![Self { suffix: "", expression: expression(path, end), folder: Some("\"\"") }]
            }
        }
    }
}
