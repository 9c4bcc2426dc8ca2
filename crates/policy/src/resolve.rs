//! From a document to the settings that hold for each path: environment, inheritance, variables,
//! and the judgement of every value.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Arc;

use crate::decode::clip;
use crate::document::{Data, PolicyDocument, Settings, Texts};
use crate::error_list::ErrorList;
use crate::limits::MAX_EXPANSION_BYTES;
use crate::{
    Fix, OriginPattern, OriginSet, PathPattern, Policy, PolicyError, Refusal, Span, Spanned,
    Variables, variables,
};

mod combinations;
mod names;

pub use combinations::{is_insecure, is_subdomains_of_public_suffix};
pub use names::{Name, Names};

/// What to take from a document.
#[derive(Clone, Copy)]
pub struct Selection<'a> {
    /// The environment, or the policy as it stands in `[policy]`.
    pub environment: Option<&'a str>,
    /// The variables that `${NAME}` may name.
    pub variables: Variables<'a>,
}

impl Default for Selection<'_> {
    /// No environment and no variables.
    fn default() -> Self {
        Self { environment: None, variables: &|_| None }
    }
}

/// The settings that hold for each path, with where each was written, and everything wrong with
/// them. What is valid is here even if something else is not, so that advice covers it.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Resolution {
    /// The policy's name.
    pub name: String,
    /// The environment that was chosen.
    pub environment: Option<String>,
    /// For every path that no other entry of `paths` matches.
    pub default: Resource,
    /// Per-path policies; the first match wins.
    pub paths: Vec<Resource>,
    /// Everything that is refused; empty if and only if there is a [`Policy`].
    pub errors: Vec<PolicyError>,
}

/// The settings of one resource: of the paths that share a policy.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct Resource {
    /// Which paths; `None` for the default.
    pub path: Option<Spanned<PathPattern>>,
    /// The table that the settings are in.
    pub span: Span,
    /// `allow-origins`.
    pub allow_origins: Origins,
    /// `allow-methods`, normalised.
    pub allow_methods: Names,
    /// `allow-headers`.
    pub allow_headers: Names,
    /// `allow-credentials`, if written.
    pub allow_credentials: Option<Spanned<bool>>,
    /// `expose-headers`.
    pub expose_headers: Names,
    /// `max-age` in seconds, if written.
    pub max_age: Option<Spanned<u32>>,
    /// `data`, if written.
    pub data: Option<Spanned<Data>>,
}

impl Resource {
    /// Whether credentials are allowed.
    #[must_use]
    pub fn allows_credentials(&self) -> bool {
        self.allow_credentials.as_ref().is_some_and(|credentials| credentials.value)
    }
}

/// The valid entries of `allow-origins`. Paths that inherit the list share it.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct Origins {
    /// The list, if written.
    pub span: Option<Span>,
    /// The patterns.
    pub set: Arc<OriginSet>,
    /// Where each pattern of the set was written.
    pub spans: Arc<[Span]>,
}

impl Origins {
    /// Each pattern and where it was written.
    pub fn iter(&self) -> impl Iterator<Item = (&OriginPattern, Span)> {
        self.set.patterns().iter().zip(self.spans.iter().copied())
    }
}

impl PolicyDocument {
    /// Chooses an environment, expands variables, lets paths inherit, and judges every value.
    #[must_use]
    pub fn resolve(&self, selection: &Selection<'_>) -> Resolution {
        let mut resolver = Resolver {
            errors: self.errors.clone(),
            variables: selection.variables,
            expansion_left: MAX_EXPANSION_BYTES,
            is_shape_whole: self.errors.is_empty(),
            judged: HashMap::new(),
        };
        let settings = match selection.environment {
            None => Cow::Borrowed(&self.policy),
            Some(name) => {
                if let Some(environment) = self.environment(name) {
                    Cow::Owned(overlay(&environment.settings, &self.policy))
                } else {
                    // It may stand in what could not be read.
                    if self.errors.is_document_whole() {
                        resolver.errors.push(self.unknown_environment(name));
                    }
                    Cow::Borrowed(&self.policy)
                }
            }
        };
        let mut default = resolver.resource(&settings, None);
        default.span = self.policy.span;
        if settings.allow_origins.is_none() && resolver.is_shape_whole {
            resolver.errors.push(no_origins(self.policy.span, "the policy has no `allow-origins`"));
        }
        resolver.check(&default, self);
        let mut paths = Vec::new();
        for path in settings.paths.iter().flatten() {
            let mut resource = resolver.resource(&path.settings, Some(&default));
            resolver.check(&resource, self);
            resource.path = resolver.path(&path.pattern);
            if resource.path.is_some() {
                paths.push(resource);
            }
        }
        Resolution {
            name: self.name.as_ref().map_or("policy", |name| &name.value).to_owned(),
            environment: selection.environment.map(str::to_owned),
            default,
            paths,
            errors: resolver.errors.finish(),
        }
    }

    fn unknown_environment(&self, name: &str) -> PolicyError {
        let names: Vec<_> = self.environments.iter().map(|e| e.name.value.as_str()).collect();
        let quoted = clip(name);
        let message = format!("the document defines no environment `{quoted}`");
        let error = PolicyError::new(Refusal::UnknownEnvironment, Span::default(), message);
        if let Some(near) = crate::settings::did_you_mean(name, names.iter().copied()) {
            error.help(format!("did you mean `{}`?", clip(near)))
        } else if names.is_empty() {
            error.help(format!("add `[environment.{quoted}]`, or leave the environment out"))
        } else {
            error.help(format!("it defines {}", clip(&names.join(", "))))
        }
    }
}

impl Resolution {
    /// The policy, if nothing is refused.
    ///
    /// # Errors
    ///
    /// Everything that is refused, in the order of the document.
    pub fn into_policy(self) -> Result<Policy, Vec<PolicyError>> {
        if self.errors.is_empty() { Ok(Policy::from_resolution(self)) } else { Err(self.errors) }
    }

    /// All resources: the paths in order, then the default.
    pub fn resources(&self) -> impl Iterator<Item = &Resource> {
        self.paths.iter().chain([&self.default])
    }
}

/// `upper`'s keys, and `lower`'s where it has none.
fn overlay(upper: &Settings, lower: &Settings) -> Settings {
    let upper = upper.clone();
    Settings {
        span: upper.span,
        allow_origins: upper.allow_origins.or_else(|| lower.allow_origins.clone()),
        allow_methods: upper.allow_methods.or_else(|| lower.allow_methods.clone()),
        allow_headers: upper.allow_headers.or_else(|| lower.allow_headers.clone()),
        allow_credentials: upper.allow_credentials.or_else(|| lower.allow_credentials.clone()),
        expose_headers: upper.expose_headers.or_else(|| lower.expose_headers.clone()),
        max_age: upper.max_age.or_else(|| lower.max_age.clone()),
        data: upper.data.or_else(|| lower.data.clone()),
        paths: upper.paths.or_else(|| lower.paths.clone()),
    }
}

fn no_origins(span: Span, message: &str) -> PolicyError {
    PolicyError::new(Refusal::NoOrigins, span, message)
        .at("allow-origins")
        .help("list the origins that may read answers; for public data without credentials write `[\"*\"]`")
}

/// Collects errors while settings are judged.
struct Resolver<'a> {
    errors: ErrorList,
    variables: Variables<'a>,
    /// How many bytes variables may still expand to.
    expansion_left: usize,
    /// Whether the document's keys and types are right. Where they are not, that explains a
    /// missing value already.
    is_shape_whole: bool,
    /// The lists of origins that were judged already, by address, and whether with credentials: a
    /// thousand paths may share a list of a million. Each is kept, so that no address is used again.
    judged: HashMap<(*const OriginSet, bool), Arc<OriginSet>>,
}

impl Resolver<'_> {
    fn resource(&mut self, settings: &Settings, inherited: Option<&Resource>) -> Resource {
        let inherited = inherited.cloned().unwrap_or_default();
        Resource {
            path: None,
            span: settings.span,
            allow_origins: match &settings.allow_origins {
                Some(texts) => self.origins(texts),
                None => inherited.allow_origins,
            },
            allow_methods: match &settings.allow_methods {
                Some(texts) => self.methods(texts),
                None => inherited.allow_methods,
            },
            allow_headers: match &settings.allow_headers {
                Some(texts) => self.allow_headers(texts),
                None => inherited.allow_headers,
            },
            allow_credentials: settings.allow_credentials.clone().or(inherited.allow_credentials),
            expose_headers: match &settings.expose_headers {
                Some(texts) => self.expose_headers(texts),
                None => inherited.expose_headers,
            },
            max_age: settings.max_age.clone().or(inherited.max_age),
            data: settings.data.clone().or(inherited.data),
        }
    }

    fn path(&mut self, text: &Spanned<String>) -> Option<Spanned<PathPattern>> {
        match PathPattern::parse(&text.value) {
            Ok(pattern) => Some(Spanned::new(pattern, text.span)),
            Err(error) => {
                let fix = error.suggestion.map(|suggestion| {
                    Fix::replace("use the form that is compared", text.span, suggestion)
                });
                let refused = PolicyError::new(Refusal::InvalidPath, text.span, error.message);
                self.errors.push(refused.at("match").fix(fix));
                None
            }
        }
    }

    fn origins(&mut self, texts: &Texts) -> Origins {
        let errors_before = self.errors.count();
        let mut patterns = Vec::with_capacity(texts.value.len());
        let mut spans = Vec::with_capacity(texts.value.len());
        for (index, text) in texts.value.iter().enumerate() {
            for value in self.expand(text) {
                match OriginPattern::parse(&value) {
                    Ok(pattern) => {
                        patterns.push(pattern);
                        spans.push(text.span);
                    }
                    Err(error) => {
                        let fix = (!error.suggestion.is_empty()).then(|| Fix {
                            title: format!("use {}", quoted_list(&error.suggestion)),
                            span: text.span,
                            replacement: error.suggestion,
                        });
                        let mut refused = PolicyError::new(error.refusal, text.span, error.message)
                            .at(format!("allow-origins[{index}]"))
                            .fix(fix);
                        refused.help = error.help;
                        self.errors.push(refused);
                    }
                }
            }
        }
        let is_explained = self.errors.count() > errors_before;
        if patterns.is_empty() && !is_explained && self.is_shape_whole {
            self.errors.push(no_origins(texts.span, "`allow-origins` lists no origin"));
        }
        Origins {
            span: Some(texts.span),
            set: Arc::new(OriginSet::new(patterns)),
            spans: spans.into(),
        }
    }

    fn expand<'t>(&mut self, text: &'t Spanned<String>) -> Vec<Cow<'t, str>> {
        match variables::expand(&text.value, text.span, self.variables, self.expansion_left) {
            Ok(values) => {
                if let [Cow::Owned(_), ..] = values[..] {
                    let length: usize = values.iter().map(|value| value.len()).sum();
                    self.expansion_left = self.expansion_left.saturating_sub(length);
                }
                values
            }
            Err(error) => {
                self.errors.push(error);
                Vec::new()
            }
        }
    }
}

fn quoted_list(texts: &[String]) -> String {
    texts.iter().map(|text| format!("`{text}`")).collect::<Vec<_>>().join(", ")
}
