//! What the page is asked to show, beside the policy.

use corsmith_import::link;
use corsmith_policy::{Draft, DraftSettings, Format, Scope};
use corsmith_targets::TargetSelection;

use crate::query::Pairs;

/// The keys of the query that are the page's, not the policy's.
const KEYS: [&str; 10] =
    ["v", "scope", "target", "version", "document", "preset", "add", "remove", "age", "whole"];

/// The policy of a query, and what to show of it.
pub(crate) struct View {
    pub(crate) draft: Draft,
    /// Whose settings the form shows.
    pub(crate) scope: Scope,
    pub(crate) target: TargetSelection,
    /// The format of the policy's own file.
    pub(crate) document: Format,
    /// What was not understood, or changed on the way: sentences.
    pub(crate) notices: Vec<String>,
    /// Whether what was typed is whole, so that URLs may become origins.
    pub(crate) is_whole: bool,
    /// Whether the query asks for a change, such as another path: its answer is the changed policy's
    /// own address, so that reloading does not change it again.
    pub(crate) is_change: bool,
}

impl View {
    pub(crate) fn read(query: &[u8]) -> Self {
        Self::of(Pairs::parse(query))
    }

    pub(crate) fn of(pairs: Pairs) -> Self {
        let (own, policy) = pairs.split(&KEYS);
        let mut notices = Vec::new();
        let mut draft = if policy.is_empty() && own.get("v").is_none() {
            starting_point(own.get("preset"), &mut notices)
        } else {
            let linked = link::read(policy.iter());
            if !linked.unknown.is_empty() {
                notices.push(unknown_keys(&linked.unknown));
            }
            linked.draft
        };
        let mut scope = own.get("scope").and_then(link::scope).unwrap_or_default();
        if let Some(what) = own.get("add") {
            scope = add(&mut draft, scope, what);
        }
        if let Some(gone) = own.get("remove").and_then(link::scope) {
            scope = remove(&mut draft, gone);
        }
        if draft.settings(scope).is_none() {
            scope = Scope::default();
        }
        if let (Some(age), Some(settings)) = (own.get("age"), draft.settings_mut(scope)) {
            settings.max_age = Some(age.to_owned()).filter(|age| age != "none");
        }
        Self {
            is_change: ["add", "remove", "age"].iter().any(|key| own.get(key).is_some()),
            target: target(&own, &mut notices),
            document: own.get("document").and_then(Format::from_extension).unwrap_or(Format::Toml),
            is_whole: own.get("whole").is_some(),
            draft,
            scope,
            notices,
        }
    }

    /// The link to this view.
    pub(crate) fn href(&self) -> String {
        self.href_of(&self.draft)
    }

    /// The link to the same view of another policy.
    pub(crate) fn href_of(&self, draft: &Draft) -> String {
        format!("/?{}", self.query_of(draft))
    }

    pub(crate) fn query_of(&self, draft: &Draft) -> String {
        let mut pairs = link::write(draft);
        let mut push = |key: &str, value: String| pairs.push((key.to_owned(), value));
        if self.scope != Scope::default() {
            push("scope", link::prefix(self.scope).trim_end_matches('-').to_owned());
        }
        let about = self.target.target.about();
        if about.name != "headers" {
            push("target", about.name.to_owned());
            if self.target.version != about.default_version {
                push("version", self.target.version.to_string());
            }
        }
        if self.document != Format::Toml {
            push("document", self.document.to_string().to_lowercase());
        }
        link::query(&pairs)
    }
}

/// The policy of someone who has typed nothing yet: the preset that they chose, or one that exposes
/// nobody.
fn starting_point(preset: Option<&str>, notices: &mut Vec<String>) -> Draft {
    use corsmith_operations::Preset;
    let name = preset.unwrap_or(Preset::DEFAULT);
    let preset = Preset::find(name).or_else(|| {
        notices.push(format!("There is no preset `{}`.", clip(name)));
        Preset::find(Preset::DEFAULT)
    });
    let document = preset
        .map(|preset| corsmith_policy::PolicyDocument::parse(preset.text.as_bytes(), Format::Toml));
    document.map(|document| Draft::from_document(&document)).unwrap_or_default()
}

fn target(own: &Pairs, notices: &mut Vec<String>) -> TargetSelection {
    let wish = own.get("target").unwrap_or("headers");
    let (name, version) = wish.split_once('@').map_or((wish, None), |(name, at)| (name, Some(at)));
    // The version that a form sends is of the target that it showed, and not of the one whose tab was pressed.
    let is_of_shown = own.all("target").all(|shown| shown.split('@').next() == Some(name));
    let typed = own.get("version").filter(|_| is_of_shown);
    let version = typed.or(version).map(|version| format!("{name}@{version}"));
    let wish = version.as_deref().unwrap_or(name);
    let mut chosen = TargetSelection::parse(wish);
    if let Err(error) = &chosen {
        notices.push(format!("{}; the default is shown.", sentence(&error.to_string())));
        chosen = TargetSelection::parse(name);
    }
    chosen.unwrap_or(TargetSelection {
        target: corsmith_targets::ALL[0],
        version: corsmith_targets::ALL[0].about().default_version,
    })
}

fn add(draft: &mut Draft, scope: Scope, what: &str) -> Scope {
    if what == "environment" {
        if draft.environments.len() < link::MAX_SCOPES {
            let name = format!("environment-{}", draft.environments.len() + 1);
            draft.environments.push((name, DraftSettings::default()));
        }
        return Scope { environment: draft.environments.len().checked_sub(1), path: None };
    }
    let whole = Scope { path: None, ..scope };
    let Some(settings) = draft.settings_mut(whole) else { return scope };
    let paths = settings.paths.get_or_insert_default();
    if paths.len() < link::MAX_SCOPES {
        paths.push((format!("/path-{}/*", paths.len() + 1), DraftSettings::default()));
    }
    Scope { path: paths.len().checked_sub(1), ..scope }
}

fn remove(draft: &mut Draft, gone: Scope) -> Scope {
    let whole = Scope { path: None, ..gone };
    match gone {
        Scope { path: Some(index), .. } => {
            if let Some(paths) = draft.settings_mut(whole).and_then(|it| it.paths.as_mut())
                && index < paths.len()
            {
                paths.remove(index);
                if paths.is_empty() && gone.environment.is_none() {
                    draft.policy.paths = None;
                }
            }
            whole
        }
        Scope { environment: Some(index), path: None } => {
            if index < draft.environments.len() {
                draft.environments.remove(index);
            }
            Scope::default()
        }
        Scope { environment: None, path: None } => gone,
    }
}

fn unknown_keys(keys: &[String]) -> String {
    let shown: Vec<_> = keys.iter().take(3).map(|key| format!("`{}`", clip(key))).collect();
    let more = keys.len().saturating_sub(3);
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    format!("The link has keys that mean nothing here: {}{more}.", shown.join(", "))
}

fn clip(text: &str) -> String {
    text.chars().take(40).collect()
}

/// With a capital.
pub(crate) fn sentence(text: &str) -> String {
    let mut characters = text.chars();
    characters
        .next()
        .map_or_else(String::new, |first| first.to_uppercase().chain(characters).collect())
}
