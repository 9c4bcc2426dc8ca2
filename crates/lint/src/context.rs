//! What rules look at.

use std::collections::HashMap;
use std::sync::Arc;

use corsmith_policy::{
    Data, Environment, Fix, Names, OriginPattern, Origins, PolicyDocument, Resolution, Resource,
    Settings, Span, Texts, TuplePattern, is_loopback_host,
};

#[cfg(doc)]
use crate::Rule;
use crate::{Finding, Findings, RuleMeta};

/// A document, its resolution, and the lists that its resources share: what [`Rule`] looks at.
#[derive(Debug)]
pub struct Context<'a> {
    /// As written.
    pub document: &'a PolicyDocument,
    /// As resolved for one environment.
    pub resolution: &'a Resolution,
    origins: Vec<OriginUse<'a>>,
    chosen: Option<&'a Environment>,
}

/// One `allow-origins` list, and the resources that use it. A thousand paths may inherit a list
/// of a million origins, so rules look at lists, not at resources.
#[derive(Debug)]
pub(crate) struct OriginUse<'a> {
    /// The list.
    pub(crate) origins: &'a Origins,
    /// Who uses it; at least one.
    pub(crate) resources: Vec<&'a Resource>,
    /// Where `*` was written, if it is in the list.
    pub(crate) any: Option<Span>,
    /// Where `null` was written, if it is in the list.
    pub(crate) null: Option<Span>,
    notable: Vec<(&'a TuplePattern, Span)>,
}

/// One list of methods or header names, and the resources that use it.
#[derive(Debug)]
pub(crate) struct NameUse<'a> {
    /// `allow-methods`, `allow-headers` or `expose-headers`.
    pub(crate) setting: &'static str,
    /// The list.
    pub(crate) names: &'a Names,
    /// Who uses it; at least one.
    pub(crate) resources: Vec<&'a Resource>,
}

impl<'a> Context<'a> {
    /// Groups the resources of `resolution` by the lists they share.
    pub(crate) fn new(document: &'a PolicyDocument, resolution: &'a Resolution) -> Self {
        let origins = OriginUse::all(resolution);
        let name = resolution.environment.as_deref();
        let chosen = name.and_then(|name| document.environment(name));
        Self { document, resolution, origins, chosen }
    }

    /// The `allow-origins` lists, each once.
    pub(crate) fn origins(&self) -> &[OriginUse<'a>] {
        &self.origins
    }

    /// The `allow-methods` lists, each once.
    pub(crate) fn methods(&self) -> Vec<NameUse<'a>> {
        self.names("allow-methods", |resource| &resource.allow_methods)
    }

    /// The `allow-headers` lists, each once.
    pub(crate) fn allow_headers(&self) -> Vec<NameUse<'a>> {
        self.names("allow-headers", |resource| &resource.allow_headers)
    }

    /// The `expose-headers` lists, each once.
    pub(crate) fn expose_headers(&self) -> Vec<NameUse<'a>> {
        self.names("expose-headers", |resource| &resource.expose_headers)
    }

    fn names(&self, setting: &'static str, of: fn(&'a Resource) -> &'a Names) -> Vec<NameUse<'a>> {
        let mut uses: Vec<NameUse<'a>> = Vec::new();
        let mut known = HashMap::new();
        for resource in self.resolution.resources() {
            let names = of(resource);
            // A list that is not written has nothing to judge.
            let Some(span) = names.span else { continue };
            let index = *known.entry(span).or_insert_with(|| {
                uses.push(NameUse { setting, names, resources: Vec::new() });
                uses.len() - 1
            });
            if let Some(list) = uses.get_mut(index) {
                list.resources.push(resource);
            }
        }
        uses
    }

    /// Reports each error of the refusal that `rule` stands for.
    pub(crate) fn report_refusals(&self, rule: &'static RuleMeta, findings: &mut Findings) {
        let errors = self.resolution.errors.iter();
        for error in errors.filter(|error| Some(error.refusal) == rule.refusal) {
            findings.report_error(Finding {
                rule,
                severity: crate::Severity::Error,
                message: error.message.clone(),
                help: error.help.clone(),
                span: error.span,
                setting: error.setting.clone(),
                clause: rule.clause_in(self.document.format),
                fix: error.fix.clone(),
                environments: Vec::new(),
            });
        }
    }

    /// An edit that removes the entry at `span`, unless variables make the entry: what it stands
    /// for elsewhere is not known here.
    pub(crate) fn removal(&self, title: impl Into<String>, span: Span) -> Option<Fix> {
        self.is_literal(span).then(|| Fix::remove(title, span))
    }

    /// An edit that replaces the entry at `span`, under the same condition.
    pub(crate) fn replacement(
        &self,
        title: impl Into<String>,
        span: Span,
        replacement: &str,
    ) -> Option<Fix> {
        self.is_literal(span).then(|| Fix::replace(title, span, replacement))
    }

    fn is_literal(&self, span: Span) -> bool {
        // Only what is resolved is reported, and not what other environments have.
        let chosen = self.chosen.map(|environment| &environment.settings);
        [&self.document.policy]
            .into_iter()
            .chain(chosen)
            .flat_map(tables)
            .flat_map(lists)
            .find_map(|list| {
                // Entries are in the order of the text.
                let index = list.value.binary_search_by_key(&span, |text| text.span).ok()?;
                list.value.get(index)
            })
            .is_some_and(|text| !text.value.contains("${"))
    }

    /// Every table of settings, also of environments that were not chosen.
    pub(crate) fn every_settings(&self) -> impl Iterator<Item = &'a Settings> {
        let document = self.document;
        let of_environments = document.environments.iter().map(|environment| &environment.settings);
        [&document.policy].into_iter().chain(of_environments).flat_map(tables)
    }
}

/// A table of settings, and those of its paths.
fn tables(settings: &Settings) -> impl Iterator<Item = &Settings> {
    let paths = settings.paths.iter().flatten().map(|path| &path.settings);
    [settings].into_iter().chain(paths)
}

fn lists(settings: &Settings) -> impl Iterator<Item = &Texts> {
    [
        &settings.allow_origins,
        &settings.allow_methods,
        &settings.allow_headers,
        &settings.expose_headers,
    ]
    .into_iter()
    .flatten()
}

impl<'a> OriginUse<'a> {
    /// The lists of `resolution`, each once.
    pub(crate) fn all(resolution: &'a Resolution) -> Vec<Self> {
        let mut lists: Vec<Self> = Vec::new();
        let mut known = HashMap::new();
        // The default first: it wrote what the paths inherit.
        for resource in [&resolution.default].into_iter().chain(&resolution.paths) {
            let address = Arc::as_ptr(&resource.allow_origins.set);
            let index = *known.entry(address).or_insert_with(|| {
                lists.push(Self::new(&resource.allow_origins));
                lists.len() - 1
            });
            if let Some(list) = lists.get_mut(index) {
                list.resources.push(resource);
            }
        }
        lists
    }

    fn new(origins: &'a Origins) -> Self {
        let mut list =
            Self { origins, resources: Vec::new(), any: None, null: None, notable: Vec::new() };
        for (pattern, span) in origins.iter() {
            match pattern {
                OriginPattern::Any => list.any = list.any.or(Some(span)),
                OriginPattern::Null => list.null = list.null.or(Some(span)),
                OriginPattern::Tuple(tuple) => {
                    if tuple.scheme() != "https" || !tuple.is_exact() {
                        list.notable.push((tuple, span));
                    }
                }
            }
        }
        list
    }

    /// The patterns that are more than one `https` origin: those that most rules look at.
    pub(crate) fn notable(&self) -> &[(&'a TuplePattern, Span)] {
        &self.notable
    }

    /// Whether a resource that uses the list allows credentials.
    pub(crate) fn is_used_with_credentials(&self) -> bool {
        self.resources.iter().any(|resource| resource.allows_credentials())
    }

    /// Whether every resource that uses the list says that its data is public, and allows no
    /// credentials: whoever reads it then learns nothing that was not meant for them.
    pub(crate) fn is_public(&self) -> bool {
        self.resources
            .iter()
            .all(|resource| data(resource) == Some(Data::Public) && !resource.allows_credentials())
    }
}

impl NameUse<'_> {
    /// Whether a resource that uses the list allows credentials.
    pub(crate) fn is_used_with_credentials(&self) -> bool {
        self.resources.iter().any(|resource| resource.allows_credentials())
    }
}

/// Whether a program on the user's machine can have the origin by serving a page.
pub(crate) fn is_served_locally(tuple: &TuplePattern) -> bool {
    matches!(tuple.scheme(), "http" | "https") && is_loopback_host(tuple.host())
}

/// What a resource says of its data.
pub(crate) fn data(resource: &Resource) -> Option<Data> {
    resource.data.as_ref().map(|data| data.value)
}
