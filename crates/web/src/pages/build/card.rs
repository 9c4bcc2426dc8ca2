//! The settings as the form has them.

use corsmith_lint::{Explanation, explain};
use corsmith_policy::{Draft, DraftSettings, Resolution, Scope, WrittenDraft};

use super::findings::{Note, Notes};

/// The keys that have a card, in order.
pub(crate) const KEYS: [&str; 7] = [
    "allow-origins",
    "allow-methods",
    "allow-headers",
    "allow-credentials",
    "max-age",
    "expose-headers",
    "data",
];

/// Methods and header names that most policies choose from.
const METHODS: [&str; 4] = ["PUT", "PATCH", "DELETE", "*"];
const HEADERS: [&str; 7] = [
    "Content-Type",
    "Authorization",
    "X-Requested-With",
    "X-CSRF-Token",
    "Idempotency-Key",
    "If-Match",
    "*",
];
const EXPOSED: [&str; 6] = ["ETag", "Link", "Location", "Retry-After", "X-Request-Id", "*"];

/// One setting.
pub(crate) struct Card<'a> {
    pub(crate) key: &'static str,
    pub(crate) header: &'static str,
    pub(crate) explanation: String,
    pub(crate) notes: Vec<&'a Note>,
    /// The short key of links, with the scope's prefix.
    pub(crate) name: String,
    /// The short key alone.
    pub(crate) short: &'static str,
    /// Whether this scope may inherit it, and sets it itself.
    pub(crate) is_nested: bool,
    pub(crate) is_own: bool,
    /// Entries that have a toggle.
    pub(crate) toggles: Vec<Toggle>,
    /// The rest: entries of a list, or the value.
    pub(crate) text: String,
    pub(crate) is_on: bool,
}

pub(crate) struct Toggle {
    pub(crate) value: &'static str,
    pub(crate) label: &'static str,
    pub(crate) is_on: bool,
}

/// The cards of the settings at `scope`.
pub(crate) fn cards<'a>(
    draft: &Draft,
    scope: Scope,
    resolution: &Resolution,
    written: &WrittenDraft,
    notes: &'a Notes,
) -> Vec<Card<'a>> {
    let resource = resolution.paths.iter().find(|resource| {
        let path = resource.path.as_ref().and_then(|path| written.field(path.span));
        scope.path.is_some() && path.is_some_and(|field| field.scope == scope)
    });
    let explanations = explain(resource.unwrap_or(&resolution.default));
    let prefix = corsmith_import::link::prefix(scope);
    KEYS.iter()
        .map(|key| {
            let explanation = explanations.iter().find(|it| it.setting == *key);
            let notes = notes.at(scope, key);
            card(draft, scope, key, explanation, notes, &prefix)
        })
        .collect()
}

fn card<'a>(
    draft: &Draft,
    scope: Scope,
    key: &'static str,
    explanation: Option<&Explanation>,
    notes: Vec<&'a Note>,
    prefix: &str,
) -> Card<'a> {
    // What is not set here is shown as it is inherited.
    let chain = [scope, Scope { path: None, ..scope }, Scope::default()];
    let holder = chain.iter().filter_map(|scope| draft.settings(*scope)).find(|it| has(it, key));
    let is_own = draft.settings(scope).is_some_and(|settings| has(settings, key));
    let none = DraftSettings::default();
    let settings = holder.unwrap_or(&none);
    let list = settings.list(key).cloned().flatten().unwrap_or_default();
    let (short, choices): (_, &[&'static str]) = match key {
        "allow-origins" => ("origins", &[]),
        "allow-methods" => ("methods", &METHODS),
        "allow-headers" => ("headers", &HEADERS),
        "expose-headers" => ("expose", &EXPOSED),
        "allow-credentials" => ("credentials", &[]),
        other => (other, &[]),
    };
    let is_same = |entry: &str, choice: &str| match key {
        "allow-methods" => entry == choice,
        _ => entry.eq_ignore_ascii_case(choice),
    };
    let toggles = choices.iter().map(|choice| Toggle {
        value: choice,
        label: match (*choice, key) {
            ("*", "allow-methods") => "any method (*)",
            ("*", _) => "any header (*)",
            (choice, _) => choice,
        },
        is_on: list.iter().any(|entry| is_same(entry, choice)),
    });
    let rest = list.iter().filter(|entry| !choices.iter().any(|choice| is_same(entry, choice)));
    let separator = if key == "allow-origins" { "\n" } else { " " };
    Card {
        key,
        header: explanation.map_or("", |it| it.header),
        explanation: explanation.map(|it| it.sentence.clone()).unwrap_or_default(),
        notes,
        name: format!("{prefix}{short}"),
        short,
        is_nested: scope != Scope::default(),
        is_own,
        toggles: toggles.collect(),
        text: match key {
            "max-age" => settings.max_age.clone().unwrap_or_default(),
            "data" => settings.data.clone().unwrap_or_default(),
            // The other button says it.
            "allow-origins" if list == ["*"] => String::new(),
            _ => rest.map(String::as_str).collect::<Vec<_>>().join(separator),
        },
        is_on: match key {
            "allow-origins" => list == ["*"],
            _ => settings.allow_credentials == Some(true),
        },
    }
}

fn has(settings: &DraftSettings, key: &str) -> bool {
    match key {
        "max-age" => settings.max_age.is_some(),
        "data" => settings.data.is_some(),
        "allow-credentials" => settings.allow_credentials.is_some(),
        list => settings.list(list).is_some_and(Option::is_some),
    }
}
