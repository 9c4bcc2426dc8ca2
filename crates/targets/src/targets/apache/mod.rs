//! Apache httpd: one file for a virtual host, or the same as a `.htaccess`.

mod block;
mod origins;
mod quoting;

use corsmith_policy::{PathPattern, Policy, ResourcePolicy};
use serde::Serialize;

use self::block::{Block, HeadersEcho};
use self::origins::{OriginVariable, Origins};
use crate::policy_name::PolicyName;
use crate::template::render;
use crate::{
    About, GeneratedFile, InexpressibleErrors, Output, Provenance, Release, Target, Tier, Version,
};

pub(super) static TARGET: &dyn Target = &Apache;

struct Apache;

static ABOUT: About = About {
    name: "apache",
    title: "Apache httpd",
    summary: "directives for a virtual host, or a .htaccess file",
    page: include_str!("page.md"),
    tier: Tier::Proven,
    releases: &[Release { version: Version::new(2, 4), note: "2.4.10 and later" }],
    default_version: Version::new(2, 4),
    newest_run: Version::new(2, 4),
    deviations: &[],
};

impl Target for Apache {
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
        let provenance: Vec<_> = lines.iter().map(|line| quoting::comment(line)).collect();
        let name = PolicyName::of(policy);
        let cors = name.variable().to_ascii_uppercase();
        let file = |name, place, usage: &'static [&'static str]| {
            let configuration = Configuration::new(policy, &cors, &provenance, usage);
            let contents = render(include_str!("cors.conf.jinja"), configuration)?;
            Ok(GeneratedFile { name, place, contents })
        };
        let included = name.file("corsmith", "conf");
        let place = format!(
            "is included in the `<VirtualHost>`, before its own `RewriteRule` lines: \
             `Include /etc/apache2/{included}`"
        );
        let output = Output::new(vec![
            file(included.clone(), place, VIRTUAL_HOST)?,
            file(
                ".htaccess".to_owned(),
                "goes to the document root instead, where the virtual host cannot be changed; \
                 put it before the lines of a `.htaccess` that is there already"
                    .to_owned(),
                HTACCESS,
            )?,
        ]);
        let mut output = output.note(format!("Use one of the two files, preferably `{included}`."));
        let origins: usize = policy.resources().map(|one| one.origins().patterns().len()).sum();
        if origins > MANY_ORIGINS {
            output = output.note(format!(
                "Apache reads `.htaccess` anew for every request, and {origins} origins take it \
                 milliseconds; `{included}` it reads once."
            ));
        }
        Ok(output.commands("apachectl configtest", "apachectl graceful"))
    }
}

/// With 5,000 origins httpd 2.4 served 2,000 requests a second with `corsmith.conf`, and 120 with
/// `.htaccess`.
const MANY_ORIGINS: usize = 200;

const VIRTUAL_HOST: &[&str] = &[
    "Include this in the <VirtualHost>, before its own RewriteRule lines.",
    "Modules: a2enmod headers rewrite setenvif",
];

const HTACCESS: &[&str] = &[
    "This is the document root's .htaccess; lines of the application's own follow it.",
    "It needs `AllowOverride FileInfo`, and mod_headers, mod_rewrite and mod_setenvif.",
];

/// What the template is filled with. Every text in it is Apache's already.
#[derive(Serialize)]
struct Configuration<'a> {
    /// What the variables begin with.
    cors: &'a str,
    provenance: &'a [String],
    usage: &'a [&'a str],
    origins: Vec<OriginVariable>,
    echoes_methods: bool,
    echoes_headers: Vec<HeadersEcho>,
    /// Which policy a path has, the last first; empty where there is one for all.
    choices: Vec<Choice>,
    blocks: Vec<Block>,
}

/// The choice of a policy by the request's path.
#[derive(Serialize)]
struct Choice {
    policy: String,
    path: Option<String>,
    origin: String,
}

impl<'a> Configuration<'a> {
    fn new(policy: &Policy, cors: &'a str, provenance: &'a [String], usage: &'a [&'a str]) -> Self {
        let origins = Origins::new(policy, cors);
        let has_paths = !policy.paths().is_empty();
        let named: Vec<(Option<String>, &ResourcePolicy)> = policy
            .resources()
            .enumerate()
            .map(|(index, resource)| (has_paths.then(|| name(index, resource)), resource))
            .collect();
        let choices = named.iter().rev().filter_map(|(name, resource)| {
            let origin = origins.value(resource);
            Some(Choice { policy: name.clone()?, path: resource.path().map(condition), origin })
        });
        Self {
            cors,
            provenance,
            usage,
            choices: choices.collect(),
            echoes_methods: policy.resources().any(block::echoes_methods),
            echoes_headers: HeadersEcho::all(policy, cors),
            blocks: named
                .iter()
                .map(|(name, policy)| Block::new(cors, name.as_deref(), policy))
                .collect(),
            origins: origins.into_variables(),
        }
    }
}

/// The value of `CORS_POLICY`.
fn name(index: usize, resource: &ResourcePolicy) -> String {
    resource.path().map_or("default".to_owned(), |_| (index + 1).to_string())
}

/// The pattern of a `RewriteCond`.
fn condition(path: &PathPattern) -> String {
    match path {
        PathPattern::Exact(path) => format!("^{}$", quoting::literal(path)),
        PathPattern::Prefix(prefix) => format!("^{}", quoting::literal(prefix)),
    }
}
