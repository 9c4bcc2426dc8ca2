//! `/`: build a policy, see what each choice means, take away headers or configuration.

mod card;
mod download;
mod findings;
mod output;
#[cfg(test)]
mod tests;
mod view;

use askama::Template;
use axum::extract::RawQuery;
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Redirect, Response};
use corsmith_import::link;
use corsmith_lint::{Finding, Rating, lint_every_environment, rate};
use corsmith_operations::Preset;
use corsmith_policy::{Draft, Format, PolicyDocument, Resolution, Scope, Selection, WrittenDraft};
use corsmith_targets::About;

use crate::filters;
use crate::page::{Page, Section};
use crate::render::html;
use card::{Card, cards};
pub(crate) use download::{download, policy_file};
use findings::{Note, Notes, certain_fixes};
use output::Output;
pub(crate) use view::View;

/// `GET /`.
pub(crate) async fn build(headers: HeaderMap, RawQuery(query): RawQuery) -> Response {
    let mut view = View::read(query.unwrap_or_default().as_bytes());
    if view.is_change {
        return Redirect::to(&view.href()).into_response();
    }
    let judged = Judged::of_whole(&mut view);
    let notes = Notes::new(&view, &judged.written, &judged.findings);
    html(&BuildPage::new(&view, &judged, &notes, host(&headers)))
}

/// A draft with everything that is known of it.
pub(crate) struct Judged {
    written: WrittenDraft,
    findings: Vec<Finding>,
    resolution: Resolution,
}

impl Judged {
    pub(crate) fn new(draft: &Draft, environment: Option<usize>) -> Self {
        let written = draft.write(Format::Toml);
        let document = PolicyDocument::parse(written.text.as_bytes(), Format::Toml);
        let environment = environment.and_then(|index| draft.environments.get(index));
        let environment = environment.map(|(name, _)| name.as_str());
        let resolution = document.resolve(&Selection { environment, ..Selection::default() });
        let findings = lint_every_environment(&document, &resolution, &|_| None);
        Self { written, findings, resolution }
    }

    /// The same; where what was typed is whole, origins that are only spelled otherwise are
    /// repaired first, each with a notice.
    fn of_whole(view: &mut View) -> Self {
        let judged = Self::new(&view.draft, view.scope.environment);
        if !view.is_whole {
            return judged;
        }
        let fixes = certain_fixes(&judged.written, &judged.findings);
        for (field, before, after) in &fixes {
            view.draft.replace(*field, std::slice::from_ref(after));
            view.notices
                .push(format!("`{before}` became `{after}`, as a browser serialises the origin."));
        }
        if fixes.is_empty() { judged } else { Self::new(&view.draft, view.scope.environment) }
    }
}

/// One tab above the form.
struct ScopeTab {
    value: String,
    label: String,
    findings: usize,
    is_current: bool,
}

#[derive(Template)]
#[template(path = "build.html")]
struct BuildPage<'a> {
    page: Page,
    view: &'a View,
    prefix: String,
    permalink: String,
    href: String,
    query: String,
    presets: &'static [Preset],
    hidden: Vec<(String, String)>,
    scopes: Vec<ScopeTab>,
    environments: Vec<ScopeTab>,
    label: Option<(&'static str, String, Vec<&'a Note>)>,
    cards: Vec<Card<'a>>,
    elsewhere: Vec<&'a Note>,
    errors: usize,
    rating: Rating,
    level: String,
    targets: Vec<&'static About>,
    about: &'static About,
    output: Option<Output>,
    document: String,
    document_name: &'static str,
    formats: [(&'static str, &'static str, bool); 3],
    opt_outs: Vec<(&'static str, &'static str, bool)>,
}

impl<'a> BuildPage<'a> {
    fn new(view: &'a View, judged: &'a Judged, notes: &'a Notes, host: &str) -> Self {
        let Judged { written, resolution, .. } = judged;
        let (draft, scope) = (&view.draft, view.scope);
        let rating = rate(resolution);
        let policy = resolution.clone().into_policy().ok();
        let query = view.query_of(draft);
        let file = (view.document != Format::Toml).then(|| draft.write(view.document).text);
        Self {
            page: Page::new(
                "CORS policy builder",
                "Say once which origins may do what; take away headers or the configuration of your server.",
                Section::Build,
            ),
            prefix: link::prefix(scope),
            permalink: format!("http://{host}/?{query}"),
            href: view.href(),
            query,
            presets: Preset::ALL,
            hidden: hidden(draft, scope),
            scopes: path_tabs(draft, scope, notes),
            environments: environment_tabs(draft, scope, notes),
            label: label(draft, scope).map(|(key, value)| (key, value, notes.at(scope, key))),
            cards: cards(draft, scope, resolution, written, notes),
            elsewhere: notes.elsewhere(scope),
            errors: resolution.errors.len(),
            level: rating.level.map_or_else(|| "Refused".to_owned(), |level| level.to_string()),
            rating,
            targets: targets(),
            about: view.target.target.about(),
            output: policy.map(|policy| Output::new(&policy, view.target)),
            document: file.unwrap_or_else(|| written.text.clone()),
            document_name: file_name(view.document),
            formats: [Format::Toml, Format::Yaml, Format::Json]
                .map(|format| (format_key(format), file_name(format), format == view.document)),
            opt_outs: link::OPT_OUTS
                .iter()
                .map(|(short, key)| (*short, *key, draft.dangerously.contains(key)))
                .collect(),
            view,
        }
    }
}

/// The headers alone come first, the servers in order.
fn targets() -> Vec<&'static About> {
    let mut targets: Vec<_> = corsmith_targets::ALL.iter().map(|target| target.about()).collect();
    targets.sort_by_key(|about| about.name != "headers");
    targets
}

/// What the form does not show: the other scopes' settings.
fn hidden(draft: &Draft, shown: Scope) -> Vec<(String, String)> {
    let prefix = link::prefix(shown);
    let is_shown = |key: &str| {
        let root_key = !key.contains('-') || key == "max-age";
        // The keys of `e0-` are not those of `e0p0-`, whose names begin otherwise.
        if shown == Scope::default() { root_key } else { key.starts_with(&prefix) }
    };
    let pairs = link::write(draft).into_iter();
    pairs.filter(|(key, _)| key == "v" || (key != "dangerously" && !is_shown(key))).collect()
}

/// `match` of a path, `name` of an environment or of the policy.
fn label(draft: &Draft, scope: Scope) -> Option<(&'static str, String)> {
    match (scope.environment, scope.path) {
        (environment, Some(index)) => {
            let whole = draft.settings(Scope { environment, path: None })?;
            Some(("match", whole.paths.as_ref()?.get(index)?.0.clone()))
        }
        (Some(index), None) => Some(("name", draft.environments.get(index)?.0.clone())),
        (None, None) => Some(("name", draft.name.clone().unwrap_or_default())),
    }
}

fn path_tabs(draft: &Draft, current: Scope, notes: &Notes) -> Vec<ScopeTab> {
    let whole = Scope { path: None, ..current };
    let paths = draft.settings(whole).and_then(|settings| settings.paths.as_ref());
    let paths = paths
        .into_iter()
        .flatten()
        .enumerate()
        .map(|(index, (pattern, _))| (Scope { path: Some(index), ..current }, pattern.clone()));
    let tabs = [(whole, "Every path".to_owned())].into_iter().chain(paths);
    tabs.map(|(scope, label)| tab(scope, label, scope == current, notes)).collect()
}

fn environment_tabs(draft: &Draft, current: Scope, notes: &Notes) -> Vec<ScopeTab> {
    let environments =
        draft.environments.iter().enumerate().map(|(index, (name, _))| {
            (Scope { environment: Some(index), path: None }, name.clone())
        });
    let tabs = [(Scope::default(), "Policy".to_owned())].into_iter().chain(environments);
    tabs.map(|(scope, label)| tab(scope, label, scope.environment == current.environment, notes))
        .collect()
}

fn tab(scope: Scope, label: String, is_current: bool, notes: &Notes) -> ScopeTab {
    let name = link::prefix(scope);
    let value = if name.is_empty() { "policy" } else { name.trim_end_matches('-') };
    ScopeTab { value: value.to_owned(), label, findings: notes.count(scope), is_current }
}

const fn format_key(format: Format) -> &'static str {
    match format {
        Format::Toml => "toml",
        Format::Yaml => "yaml",
        Format::Json => "json",
    }
}

/// What a policy's file is called.
pub(crate) const fn file_name(format: Format) -> &'static str {
    match format {
        Format::Toml => "corsmith.toml",
        Format::Yaml => "corsmith.yaml",
        Format::Json => "corsmith.json",
    }
}

/// The host that the browser asked, for links that are whole. It is escaped like anything else.
fn host(headers: &HeaderMap) -> &str {
    headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or("127.0.0.1:8787")
}
