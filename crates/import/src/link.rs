//! A policy as the query of a link: the address of the site's page is its state.
//!
//! | key | what |
//! |---|---|
//! | `v` | the version of this form, `1` |
//! | `name` | the policy's name |
//! | `origins`, `methods`, `headers`, `expose` | lists; entries are separated by blanks or commas, and a key may come several times |
//! | `who` | `anyone` is `*` and `listed` the list, as the form's two buttons have it |
//! | `credentials` | `true` or `on`, `false` |
//! | `max-age`, `data` | as in a document |
//! | `dangerously` | `null-origin`, `insecure-origins`, `public-suffixes` |
//! | `p0-…` | the same of the first path, with `p0-match`; `p0-own` lists the keys that it sets itself |
//! | `e0-…`, `e0p0-…` | the same of the first environment, with `e0-name`, and of its first path |
//!
//! What is not written is not in the link. Nothing is judged here: a link is data that anybody may
//! have made, and what is wrong in it becomes a finding like any other.

use std::collections::HashSet;

use corsmith_policy::settings::{
    ALLOW_INSECURE_ORIGINS_WITH_CREDENTIALS, ALLOW_NULL_ORIGIN, ALLOW_SUBDOMAINS_OF_PUBLIC_SUFFIXES,
};
use corsmith_policy::{Draft, DraftSettings, Scope};

/// Most environments, and most paths of each list, that a link may have.
pub const MAX_SCOPES: usize = 50;

/// Most key-value pairs of a link.
pub const MAX_PAIRS: usize = 5_000;

/// The lists: key of a link, key of a document.
const LISTS: [(&str, &str); 4] = [
    ("origins", "allow-origins"),
    ("methods", "allow-methods"),
    ("headers", "allow-headers"),
    ("expose", "expose-headers"),
];

/// The values of `credentials`; the form's box that is not ticked is an empty one.
const CREDENTIALS: [&str; 4] = ["true", "on", "false", ""];

/// The opt-outs: word of a link, key of a document.
pub const OPT_OUTS: [(&str, &str); 3] = [
    ("null-origin", ALLOW_NULL_ORIGIN),
    ("insecure-origins", ALLOW_INSECURE_ORIGINS_WITH_CREDENTIALS),
    ("public-suffixes", ALLOW_SUBDOMAINS_OF_PUBLIC_SUFFIXES),
];

/// What a query says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Linked {
    /// The policy.
    pub draft: Draft,
    /// Keys that mean nothing here, in order.
    pub unknown: Vec<String>,
}

/// Reads the pairs of a query. Pairs beyond [`MAX_PAIRS`] and scopes beyond [`MAX_SCOPES`] are
/// unknown keys.
///
/// ```
/// use corsmith_import::link;
///
/// let pairs = [("origins", "https://a.example https://b.example"), ("credentials", "on"), ("x", "1")];
/// let linked = link::read(pairs);
/// assert_eq!(linked.draft.policy.allow_origins.map(|list| list.len()), Some(2));
/// assert_eq!(linked.unknown, ["x"]);
/// ```
pub fn read<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> Linked {
    let mut tables: Vec<(Scope, Table)> = vec![(Scope::default(), Table::default())];
    let mut linked = Linked::default();
    for (index, (key, value)) in pairs.into_iter().enumerate() {
        let known = (index < MAX_PAIRS).then(|| split_scope(key)).flatten();
        let known = known.filter(|(scope, key)| is_key(*scope, key));
        let Some((scope, key)) = known else {
            linked.unknown.push(key.to_owned());
            continue;
        };
        if key == "credentials" && !CREDENTIALS.contains(&value.trim()) {
            linked.unknown.push(format!("{prefix}credentials={value}", prefix = prefix(scope)));
            continue;
        }
        if key == "dangerously" {
            let words = words(value);
            let known = OPT_OUTS.iter().filter(|(short, _)| words.iter().any(|it| it == short));
            linked.draft.dangerously.extend(known.map(|(_, key)| *key));
            continue;
        }
        let at = tables.iter().position(|(it, _)| *it == scope).unwrap_or_else(|| {
            tables.push((scope, Table::default()));
            tables.len() - 1
        });
        tables[at].1.0.push((key.to_owned(), value.to_owned()));
    }
    linked.draft.dangerously.sort_unstable();
    linked.draft.dangerously.dedup();
    // Gaps in the numbers close: a removed path is a number that is not there.
    tables.sort_by_key(|(scope, _)| *scope);
    let mut last_environment = None;
    for (Scope { environment, path }, table) in tables {
        match (environment, path) {
            (None, None) => {
                linked.draft.name = table.text("name");
                linked.draft.policy = table.settings(None);
            }
            (Some(_), None) => {
                last_environment = environment;
                let name = table.text("name").unwrap_or_default();
                linked.draft.environments.push((name, table.settings(Some("name"))));
            }
            (environment, Some(_)) => {
                let pattern = table.text("match").unwrap_or_default();
                let settings = table.settings(Some("match"));
                let parent = match environment {
                    None => Some(&mut linked.draft.policy),
                    // A path of an environment that is not there belongs to none.
                    Some(_) if environment != last_environment => None,
                    Some(_) => linked.draft.environments.last_mut().map(|(_, settings)| settings),
                };
                if let Some(parent) = parent {
                    parent.paths.get_or_insert_default().push((pattern, settings));
                }
            }
        }
    }
    linked
}

/// The pairs of `draft`'s link, with `v` first.
///
/// ```
/// use corsmith_import::link;
/// use corsmith_policy::Draft;
///
/// let mut draft = Draft::default();
/// draft.policy.allow_origins = Some(vec!["*".to_owned()]);
/// assert_eq!(link::query(&link::write(&draft)), "v=1&origins=*");
/// ```
#[must_use]
pub fn write(draft: &Draft) -> Vec<(String, String)> {
    let mut pairs = vec![("v".to_owned(), "1".to_owned())];
    if let Some(name) = draft.name.as_ref().filter(|name| !name.is_empty()) {
        pairs.push(("name".to_owned(), name.clone()));
    }
    for scope in draft.scopes() {
        let Some(settings) = draft.settings(scope) else { continue };
        let prefix = prefix(scope);
        let mut own = Vec::new();
        let mut push = |key: &str, value: String| pairs.push((format!("{prefix}{key}"), value));
        match scope {
            Scope { environment: None, path: None } => {}
            Scope { environment: Some(index), path: None } => {
                push("name", draft.environments[index].0.clone());
            }
            Scope { environment, path: Some(index) } => {
                let whole = draft.settings(Scope { environment, path: None });
                let paths = whole.and_then(|settings| settings.paths.as_ref());
                let pattern = paths.and_then(|paths| paths.get(index)).map(|(pattern, _)| pattern);
                push("match", pattern.cloned().unwrap_or_default());
            }
        }
        for (short, key) in LISTS {
            if let Some(Some(list)) = settings.list(key) {
                own.push(short);
                push(short, list.join(" "));
            }
        }
        if let Some(credentials) = settings.allow_credentials {
            own.push("credentials");
            push("credentials", credentials.to_string());
        }
        for (key, value) in [("max-age", &settings.max_age), ("data", &settings.data)] {
            if let Some(value) = value {
                own.push(key);
                push(key, value.clone());
            }
        }
        if settings.paths.as_ref().is_some_and(Vec::is_empty) {
            own.push("path");
        }
        if scope != Scope::default() {
            push("own", own.join(" "));
        }
    }
    let opt_outs = OPT_OUTS.iter().filter(|(_, key)| draft.dangerously.contains(key));
    let opt_outs: Vec<_> = opt_outs.map(|(short, _)| *short).collect();
    if !opt_outs.is_empty() {
        pairs.push(("dangerously".to_owned(), opt_outs.join(" ")));
    }
    pairs
}

/// The pairs as a query, without `?`. What a query may hold as it is stays legible.
#[must_use]
pub fn query(pairs: &[(String, String)]) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.extend_pairs(pairs);
    query.finish().replace("%3A", ":").replace("%2F", "/").replace("%40", "@")
}

/// The prefix of a scope's keys, such as `e0p1-`.
#[must_use]
pub fn prefix(scope: Scope) -> String {
    let part = |letter: &str, index: Option<usize>| {
        index.map(|index| format!("{letter}{index}")).unwrap_or_default()
    };
    let prefix = part("e", scope.environment) + &part("p", scope.path);
    if prefix.is_empty() { prefix } else { prefix + "-" }
}

/// The scope that `e0p1` names; `None` where it names none.
#[must_use]
pub fn scope(name: &str) -> Option<Scope> {
    let mut rest = name;
    let mut part = |letter: char| -> Option<Option<usize>> {
        let Some(digits) = rest.strip_prefix(letter) else { return Some(None) };
        let end = digits.find(|c: char| !c.is_ascii_digit()).unwrap_or(digits.len());
        let index = digits[..end].parse().ok().filter(|index| *index < MAX_SCOPES)?;
        rest = &digits[end..];
        Some(Some(index))
    };
    let scope = Scope { environment: part('e')?, path: part('p')? };
    rest.is_empty().then_some(scope)
}

fn split_scope(key: &str) -> Option<(Scope, &str)> {
    match key.split_once('-') {
        Some((name, rest))
            if name.starts_with(['e', 'p']) && name.ends_with(|c: char| c.is_ascii_digit()) =>
        {
            Some((scope(name)?, rest))
        }
        _ => Some((Scope::default(), key)),
    }
}

fn is_key(scope: Scope, key: &str) -> bool {
    let is_nested = scope != Scope::default();
    match key {
        "origins" | "methods" | "headers" | "expose" | "who" | "credentials" | "max-age"
        | "data" => true,
        "own" => is_nested,
        "name" => scope.path.is_none(),
        "match" => scope.path.is_some(),
        "dangerously" => !is_nested,
        _ => false,
    }
}

fn words(text: &str) -> Vec<&str> {
    let separator = |c: char| c == ',' || c.is_whitespace();
    text.split(separator).filter(|word| !word.is_empty()).collect()
}

/// The pairs of one scope.
#[derive(Default)]
struct Table(Vec<(String, String)>);

impl Table {
    fn values(&self, key: &str) -> impl Iterator<Item = &str> {
        self.0.iter().filter(move |(it, _)| it == key).map(|(_, value)| value.as_str())
    }

    /// The last text that is not empty.
    fn text(&self, key: &str) -> Option<String> {
        self.values(key).map(str::trim).filter(|value| !value.is_empty()).last().map(str::to_owned)
    }

    fn list(&self, key: &str) -> Vec<String> {
        // A toggle and a typed word may say the same.
        let mut known = HashSet::new();
        let words = self.values(key).flat_map(words);
        words.filter(|word| known.insert(*word)).map(str::to_owned).collect()
    }

    /// The keys. `label` is what else a nested table has; the policy itself has nothing to inherit,
    /// and an empty control of its form is a key that is not written.
    fn settings(&self, label: Option<&str>) -> DraftSettings {
        let own = self.values("own").next().map(|_| self.list("own"));
        let is_own = |key: &str| match (&own, label) {
            (Some(own), Some(_)) => own.iter().any(|it| it == key),
            _ => self.values(key).any(|value| !value.trim().is_empty()),
        };
        let mut settings = DraftSettings::default();
        for (short, key) in LISTS {
            let mut list = self.list(short);
            let mut is_own = is_own(short);
            if short == "origins" && self.text("who").as_deref() == Some("anyone") {
                (list, is_own) = (vec!["*".to_owned()], is_own || own.is_none());
            }
            if let (true, Some(slot)) = (is_own, settings.list_mut(key)) {
                *slot = Some(list);
            }
        }
        if is_own("credentials") {
            let on = |value: String| matches!(value.as_str(), "on" | "true");
            settings.allow_credentials = Some(self.text("credentials").is_some_and(on));
        }
        settings.max_age = is_own("max-age").then(|| self.text("max-age")).flatten();
        settings.data = is_own("data").then(|| self.text("data")).flatten();
        settings.paths = (own.is_some() && is_own("path")).then(Vec::new);
        settings
    }
}

#[cfg(test)]
mod tests {
    use corsmith_policy::{Format, PolicyDocument};

    use super::*;

    fn read_query(query: &str) -> Linked {
        let pairs: Vec<_> = form_urlencoded::parse(query.as_bytes()).collect();
        read(pairs.iter().map(|(key, value)| (key.as_ref(), value.as_ref())))
    }

    #[test]
    fn a_link_has_the_whole_policy() {
        let text = br#"
            name = "orders"
            [policy]
            allow-origins = ["https://app.example.com", "https://*.partner.example:*"]
            allow-methods = ["PUT"]
            allow-credentials = true
            max-age = "2h"
            data = "private"
            path = [{ match = "/public/*", allow-origins = ["*"], allow-credentials = false, allow-methods = [] }, { match = "/x" }]
            [environment.staging]
            allow-origins = ["https://staging.example.com"]
            path = [{ match = "/y&=#%", expose-headers = ["ETag"] }]
            [environment.bare]
            path = []
            [dangerously]
            allow-null-origin = true
        "#;
        let draft = Draft::from_document(&PolicyDocument::parse(text, Format::Toml));
        let query = query(&write(&draft));
        insta::assert_snapshot!(query.replace('&', "\n"));
        let linked = read_query(query.trim_start_matches("v=1&"));
        assert_eq!(linked.unknown, [""; 0]);
        assert_eq!(linked.draft, draft);
    }

    #[test]
    fn what_a_form_sends_is_a_policy() {
        let toml = |query| read_query(query).draft.write(Format::Toml).text.replace('\n', "|");
        let rows = [
            ("nothing chosen", "origins=&methods=&max-age=&data=", "version = 1||[policy]|"),
            (
                "anyone wins over the list",
                "who=anyone&origins=https%3A%2F%2Fa.example",
                "version = 1||[policy]|allow-origins = [\"*\"]|",
            ),
            (
                "a list with a break, a comma and a repetition",
                "who=listed&origins=https%3A%2F%2Fa.example%0D%0Ahttps://b.example,https://a.example",
                "version = 1||[policy]|allow-origins = [\"https://a.example\", \"https://b.example\"]|",
            ),
            (
                "toggles and typed words",
                "methods=PUT&methods=DELETE&methods=PURGE+put",
                "version = 1||[policy]|allow-methods = [\"PUT\", \"DELETE\", \"PURGE\", \"put\"]|",
            ),
            ("a max-age that is none", "max-age=soon", "version = 1||[policy]|max-age = \"soon\"|"),
            (
                "a path that inherits all",
                "p0-match=/a&p0-own=&p0-origins=",
                "version = 1||[policy]||[[policy.path]]|match = \"/a\"|",
            ),
            (
                "a path with credentials off",
                "p0-match=/a&p0-own=credentials",
                "version = 1||[policy]||[[policy.path]]|match = \"/a\"|allow-credentials = false|",
            ),
            (
                "a path without own, by hand",
                "p3-match=/a&p3-methods=PUT",
                "version = 1||[policy]||[[policy.path]]|match = \"/a\"|allow-methods = [\"PUT\"]|",
            ),
        ];
        for (name, query, expected) in rows {
            assert_eq!(toml(query), expected, "{name}");
        }
    }

    #[test]
    fn hostile_keys_are_unknown() {
        for key in [
            "p99999999999999999999-match",
            "p50-match",
            "e0e0-name",
            "e0p-match",
            "origin",
            "p0-dangerously",
            "-",
            "",
            "own",
        ] {
            let linked = read([(key, "x")]);
            assert_eq!(
                (linked.draft, linked.unknown),
                (Draft::default(), vec![key.to_owned()]),
                "{key}"
            );
        }
        let many = std::iter::repeat_n(("origins", "https://a.example"), MAX_PAIRS + 3);
        assert_eq!(read(many).unknown.len(), 3);
    }
}
