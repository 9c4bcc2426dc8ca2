//! axum: one module with a middleware, and no other dependency.

mod layout;
mod predicate;

use corsmith_policy::{PathPattern, Policy, ResourcePolicy};
use serde::Serialize;

use self::predicate::Predicate;
use crate::template::render;
use crate::{
    About, GeneratedFile, InexpressibleErrors, Output, Provenance, Release, Target, Tier, Version,
};

pub(super) static TARGET: &dyn Target = &Axum;

struct Axum;

static ABOUT: About = About {
    name: "axum",
    title: "axum",
    summary: "a module with a middleware for axum, without further dependencies",
    page: include_str!("page.md"),
    tier: Tier::Proven,
    releases: &[Release {
        version: Version::new(0, 7),
        note: "`Request` and `Next` have no type parameter; 0.8 changed nothing used here",
    }],
    default_version: Version::new(0, 8),
    newest_run: Version::new(0, 8),
    deviations: &[],
};

impl Target for Axum {
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
        let module = Module::new(policy, lines.iter().map(|line| layout::comment(line)).collect());
        let file = GeneratedFile {
            name: "cors.rs".to_owned(),
            place: "goes to `src/`, with `mod cors;` in `main.rs`; \
                    `router.layer(axum::middleware::from_fn(cors::cors))` is the last layer"
                .to_owned(),
            contents: render(include_str!("cors.rs.jinja"), module)?,
        };
        Ok(Output::new(vec![file]).commands("cargo check", "cargo run"))
    }
}

/// What the template is filled with. Every text in it is Rust source already.
#[derive(Serialize)]
#[expect(clippy::struct_excessive_bools, reason = "each switches one function of the template")]
struct Module {
    provenance: Vec<String>,
    /// The arms of the choice by path; empty where there is one policy for all.
    arms: Vec<String>,
    resources: Vec<Resource>,
    predicates: Vec<Predicate>,
    takes_request: bool,
    can_refuse: bool,
    echoes_methods: bool,
    echoes_headers: bool,
    has_subdomains: bool,
    has_any_port: bool,
}

/// One function that makes the headers of a policy.
#[derive(Serialize)]
struct Resource {
    function: String,
    doc: String,
    takes_request: bool,
    /// The name of the function that decides on the origin; none where any is allowed.
    predicate: Option<String>,
    credentials: bool,
    on_preflights: Vec<String>,
    on_others: Vec<String>,
}

impl Module {
    fn new(policy: &Policy, provenance: Vec<String>) -> Self {
        let mut policies: Vec<&ResourcePolicy> = Vec::new();
        for resource in policy.resources() {
            // rustc warns of an arm that an earlier one covers.
            let is_covered = |earlier: &&ResourcePolicy| {
                earlier.path().zip(resource.path()).is_some_and(|(a, b)| a.covers(b))
            };
            if !policies.iter().any(is_covered) {
                policies.push(resource);
            }
        }
        let predicates = Predicates::new(&policies);
        let has_paths = policies.len() > 1;
        let resources: Vec<_> = policies
            .iter()
            .enumerate()
            .map(|(index, policy)| Resource::new(policy, index, has_paths, &predicates))
            .collect();
        let arms = policies.iter().zip(&resources).map(|(policy, resource)| arm(policy, resource));
        let echoes = |names: fn(&ResourcePolicy) -> bool| {
            policies.iter().any(|policy| policy.allows_credentials() && names(policy))
        };
        Self {
            provenance,
            arms: if has_paths { arms.collect() } else { Vec::new() },
            takes_request: has_paths || resources.iter().any(|resource| resource.takes_request),
            can_refuse: !predicates.distinct.is_empty(),
            echoes_methods: echoes(|policy| policy.methods().has_wildcard()),
            echoes_headers: echoes(|policy| policy.headers().has_wildcard()),
            has_subdomains: predicates.distinct.iter().any(|one| one.uses_subdomains),
            has_any_port: predicates.distinct.iter().any(|one| one.uses_any_port),
            predicates: predicates.distinct,
            resources,
        }
    }
}

/// The functions that decide on origins; policies with the same origins share one.
struct Predicates {
    distinct: Vec<Predicate>,
    /// For each policy the name of its function.
    names: Vec<Option<String>>,
}

impl Predicates {
    fn new(policies: &[&ResourcePolicy]) -> Self {
        let mut distinct: Vec<Predicate> = Vec::new();
        let mut indices = Vec::new();
        for policy in policies {
            indices.push(Predicate::new(policy.origins()).map(|predicate| {
                let known = distinct.iter().position(|other| *other == predicate);
                known.unwrap_or_else(|| {
                    distinct.push(predicate);
                    distinct.len() - 1
                })
            }));
        }
        let is_only_one = distinct.len() == 1;
        let name = |index: usize| {
            if is_only_one { "is_allowed".to_owned() } else { format!("is_allowed_{}", index + 1) }
        };
        let names = indices.into_iter().map(|index| index.map(name)).collect();
        for (index, predicate) in distinct.iter_mut().enumerate() {
            predicate.function = name(index);
        }
        Self { distinct, names }
    }
}

impl Resource {
    fn new(
        policy: &ResourcePolicy,
        index: usize,
        has_paths: bool,
        predicates: &Predicates,
    ) -> Self {
        let (function, doc) = match policy.path() {
            Some(PathPattern::Exact(path)) => {
                (format!("path_{}", index + 1), format!("The policy of `{}`.", shown(path)))
            }
            Some(PathPattern::Prefix(prefix)) => {
                (format!("path_{}", index + 1), format!("The policy below `{}`.", shown(prefix)))
            }
            None if has_paths => {
                ("default_policy".to_owned(), "The policy of all other paths.".to_owned())
            }
            None => ("policy_headers".to_owned(), "The headers that the policy adds.".to_owned()),
        };
        let predicate = predicates.names.get(index).cloned().flatten();
        let on_preflights = on_preflights(policy);
        let on_others: Vec<_> = policy
            .expose_headers_value()
            .map(|value| layout::insert(8, "access-control-expose-headers", value))
            .into_iter()
            .collect();
        Self {
            function,
            doc,
            takes_request: predicate.is_some()
                || !on_preflights.is_empty()
                || !on_others.is_empty(),
            predicate,
            credentials: policy.allows_credentials(),
            on_preflights,
            on_others,
        }
    }
}

fn on_preflights(policy: &ResourcePolicy) -> Vec<String> {
    let mut statements = Vec::new();
    if let Some(value) = policy.allow_methods_value() {
        statements.push(layout::insert(8, "access-control-allow-methods", value));
    } else if policy.methods().has_wildcard() {
        statements.push(
            "        if let Some(method) = asked_method(request) {\n            \
             headers.insert(\"access-control-allow-methods\", method.clone());\n        }"
                .to_owned(),
        );
    }
    if let Some(value) = policy.allow_headers_value() {
        statements.push(layout::insert(8, "access-control-allow-headers", value));
    } else if policy.headers().has_wildcard() {
        // `*` never covers `Authorization`, echoed or not.
        let is_listed = policy.headers().lists_header(b"authorization");
        let except = if is_listed { "&[]" } else { "&[\"authorization\"]" };
        statements.push(format!(
            "        if let Some(names) = asked_headers(request, {except}) {{\n            \
             headers.insert(\"access-control-allow-headers\", names);\n        }}"
        ));
    }
    if let Some(value) = policy.max_age_value() {
        statements.push(layout::insert(8, "access-control-max-age", value));
    }
    statements
}

fn arm(policy: &ResourcePolicy, resource: &Resource) -> String {
    let argument = if resource.takes_request { "request" } else { "" };
    let call = format!("{}({argument})", resource.function);
    let pattern = match policy.path() {
        Some(PathPattern::Exact(path)) => layout::literal(path),
        Some(PathPattern::Prefix(prefix)) => {
            format!("path if path.starts_with({})", layout::literal(prefix))
        }
        None => "_".to_owned(),
    };
    layout::arm(&pattern, &call)
}

/// A path in a doc comment, in the letters that the code has.
fn shown(path: &str) -> String {
    layout::literal(path).trim_matches('"').to_owned()
}
