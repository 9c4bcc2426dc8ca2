//! How well a policy protects its data.
//!
//! The rating is by caps on combinations, never by sums: an origin that strangers can have is
//! dangerous with credentials, whatever else is right. The worst resource decides. Speed
//! (`max-age`) and tidiness (redundant entries) are not asked: they protect nothing.
//!
//! Without credentials no list is rated below `*`, which reads all that the list reads.
//!
//! It asks for whom the data is meant. `*` without credentials is right for public data, and then
//! rated Strong. Rubrics that cannot ask rate it Weak, and people learn to ignore them.

use std::fmt;

use corsmith_policy::{Data, Resolution, Resource};

use crate::context::{OriginUse, data};

mod caps;

use caps::{Cap, Reading};

/// The version of the caps. It changes whenever a policy may get another level.
pub const RUBRIC: &str = "2";

/// How well a policy protects its data.
///
/// ```
/// use corsmith_lint::Level;
///
/// assert!(Level::Dangerous < Level::Weak && Level::Moderate < Level::Strong);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Strangers can read what is not meant for them.
    Dangerous,
    /// An attacker in a common position can: on the network, or with a page that is visited.
    Weak,
    /// It rests on something that the policy does not show: other sites without holes, or data
    /// that nobody said is public.
    Moderate,
    /// Only those who are meant to read can, or the data is meant for everyone.
    Strong,
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Dangerous => "Dangerous",
            Self::Weak => "Weak",
            Self::Moderate => "Moderate",
            Self::Strong => "Strong",
        })
    }
}

/// A level, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Rating {
    /// `None` for a document that is refused: there is no policy to rate, and a bad level would
    /// say that it could be deployed and worked.
    pub level: Option<Level>,
    /// [`RUBRIC`].
    pub rubric: &'static str,
    /// What decides the level first. Never empty.
    pub reasons: Vec<Reason>,
}

/// Why the level is not higher; or, at Strong, why it is that high.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Reason {
    /// The highest level that this allows; `None` where the document is refused.
    pub level_cap: Option<Level>,
    /// The path whose policy it is, such as `/public/*`; `None` for the default.
    pub path: Option<String>,
    /// What the combination gives to whom: a sentence.
    pub text: String,
    /// What to change to raise the level; `None` at Strong.
    pub raise: Option<String>,
}

/// Most reasons of one rating; further paths repeat what the first say.
const MAX_REASONS: usize = 20;

/// Rates what `resolution` allows.
///
/// ```
/// use corsmith_lint::{Level, rate};
/// use corsmith_policy::{Format, PolicyDocument, Selection};
///
/// let rate_toml = |toml: &str| {
///     let document = PolicyDocument::parse(toml.as_bytes(), Format::Toml);
///     rate(&document.resolve(&Selection::default())).level
/// };
/// assert_eq!(rate_toml("policy = { allow-origins = ['*'], data = 'public' }"), Some(Level::Strong));
/// assert_eq!(rate_toml("policy = { allow-origins = ['*'] }"), Some(Level::Moderate));
/// assert_eq!(rate_toml("policy = { allow-origins = ['*'], data = 'private' }"), Some(Level::Weak));
/// assert_eq!(rate_toml("policy = { allow-origins = ['*'], allow-credentials = true }"), None);
/// ```
#[must_use]
pub fn rate(resolution: &Resolution) -> Rating {
    if !resolution.errors.is_empty() {
        return refused(resolution.errors.len());
    }
    let mut reasons = Vec::new();
    for list in OriginUse::all(resolution) {
        let mut known: Vec<(Reading, Vec<Cap>)> = Vec::new();
        for resource in &list.resources {
            let reading = reading(resource);
            // A thousand paths may share a list of a million origins.
            if !known.iter().any(|(other, _)| *other == reading) {
                let environment = resolution.environment.as_deref();
                known.push((reading, caps::of_list(environment, &list, reading)));
            }
            let caps = known.iter().filter(|(other, _)| *other == reading);
            let caps = caps.flat_map(|(_, caps)| caps.clone()).chain(caps::of_settings(resource));
            reasons.extend(of_resource(&list, resource, caps.collect()));
        }
    }
    // A stable sort: within a level, the default and the first paths come first.
    reasons.sort_by_key(|reason| reason.level_cap);
    let level = reasons.first().and_then(|reason| reason.level_cap);
    // Of a policy that is not Strong, only what is to be changed is of interest.
    reasons.retain(|reason| level == Some(Level::Strong) || reason.raise.is_some());
    reasons.truncate(MAX_REASONS);
    Rating { level, rubric: RUBRIC, reasons }
}

fn refused(errors: usize) -> Rating {
    let (noun, them) = if errors == 1 { ("error", "it") } else { ("errors", "them") };
    let reason = Reason {
        level_cap: None,
        path: None,
        text: format!("The document has {errors} {noun}, so there is no policy to rate."),
        raise: Some(format!("Repair {them}.")),
    };
    Rating { level: None, rubric: RUBRIC, reasons: vec![reason] }
}

fn reading(resource: &Resource) -> Reading {
    if resource.allows_credentials() {
        Reading::WithCredentials
    } else {
        Reading::WithoutCredentials(data(resource))
    }
}

fn of_resource(list: &OriginUse<'_>, resource: &Resource, caps: Vec<Cap>) -> Vec<Reason> {
    let path = resource.path.as_ref().map(|path| path.value.to_string());
    if caps.is_empty() {
        return vec![Reason {
            level_cap: Some(Level::Strong),
            path,
            text: praise(list, resource).to_owned(),
            raise: None,
        }];
    }
    let reason = |cap: Cap| Reason {
        level_cap: Some(cap.level),
        path: path.clone(),
        text: cap.text,
        raise: Some(cap.raise),
    };
    caps.into_iter().map(reason).collect()
}

fn praise(list: &OriginUse<'_>, resource: &Resource) -> &'static str {
    if resource.allows_credentials() {
        "Only listed origins over TLS, each named, read with the user's session."
    } else if data(resource) == Some(Data::Public) {
        if list.any.is_some() {
            "Every website can read, without credentials, data that is meant for everyone."
        } else {
            "Listed origins read, without credentials, data that is meant for everyone."
        }
    } else {
        "Only listed origins read, and without credentials."
    }
}

#[cfg(test)]
mod tests {
    use corsmith_policy::{Format, PolicyDocument, Selection};

    use super::{Level, RUBRIC, Rating, rate};

    fn rating(toml: &str) -> Rating {
        let toml =
            if toml.contains("[policy]") { toml.to_owned() } else { format!("[policy]\n{toml}") };
        let environment = toml.lines().find_map(|line| line.strip_prefix("# --env "));
        let document = PolicyDocument::parse(toml.as_bytes(), Format::Toml);
        rate(&document.resolve(&Selection { environment, ..Selection::default() }))
    }

    #[track_caller]
    fn check(level: Option<Level>, rows: &[(&str, &str)]) {
        for (case, toml) in rows {
            let rating = rating(toml);
            assert_eq!(rating.level, level, "{case}: {:?}", rating.reasons);
            assert_eq!(rating.rubric, RUBRIC);
            assert!(!rating.reasons.is_empty(), "{case} has a reason");
            for reason in &rating.reasons {
                let raises = level != Some(Level::Strong);
                assert_eq!(reason.raise.is_some(), raises, "{case}: {reason:?}");
            }
        }
    }

    #[test]
    fn strong() {
        check(
            Some(Level::Strong),
            &[
                ("any origin for public data", "allow-origins = ['*']\ndata = 'public'"),
                ("one origin", "allow-origins = ['https://a.example']"),
                (
                    "one origin with credentials",
                    "allow-origins = ['https://a.example']\nallow-credentials = true",
                ),
                (
                    "one origin, private data",
                    "allow-origins = ['https://a.example']\ndata = 'private'\nallow-credentials = true",
                ),
                ("subdomains without credentials", "allow-origins = ['https://*.example.com']"),
                ("localhost without credentials", "allow-origins = ['http://localhost:*']"),
                (
                    "localhost in development",
                    "# --env dev\n[policy]\nallow-origins = ['http://localhost:*']\nallow-credentials = true\n[environment.dev]\nmax-age = 5",
                ),
                (
                    "http origins for public data",
                    "allow-origins = ['http://a.example']\ndata = 'public'",
                ),
                (
                    "any method alone with credentials",
                    "allow-origins = ['https://a.example']\nallow-credentials = true\nallow-methods = ['*']",
                ),
                (
                    "null for public data",
                    "[policy]\nallow-origins = ['null']\ndata = 'public'\n[dangerously]\nallow-null-origin = true",
                ),
                ("no caching", "allow-origins = ['https://a.example']\nmax-age = 0"),
            ],
        );
    }

    #[test]
    fn moderate() {
        check(
            Some(Level::Moderate),
            &[
                ("any origin for undeclared data", "allow-origins = ['*']"),
                (
                    "subdomains with credentials",
                    "allow-origins = ['https://*.example.com']\nallow-credentials = true",
                ),
                (
                    "any port with credentials",
                    "allow-origins = ['https://a.example:*']\nallow-credentials = true",
                ),
                (
                    "any method and any header with credentials",
                    "allow-origins = ['https://a.example']\nallow-credentials = true\nallow-methods = ['*']\nallow-headers = ['*', 'Authorization']",
                ),
                (
                    "localhost with credentials in every environment",
                    "allow-origins = ['http://localhost:3000']\nallow-credentials = true",
                ),
                (
                    "null",
                    "[policy]\nallow-origins = ['null']\n[dangerously]\nallow-null-origin = true",
                ),
                ("an http origin", "allow-origins = ['http://a.example']"),
                ("a public suffix without credentials", "allow-origins = ['https://*.github.io']"),
                (
                    "one path that is moderate",
                    "[policy]\nallow-origins = ['https://a.example']\n[[policy.path]]\nmatch = '/p/*'\nallow-origins = ['*']",
                ),
            ],
        );
    }

    #[test]
    fn weak() {
        check(
            Some(Level::Weak),
            &[
                ("any origin for private data", "allow-origins = ['*']\ndata = 'private'"),
                (
                    "an http origin, private data",
                    "allow-origins = ['http://a.example']\ndata = 'private'",
                ),
                (
                    "null for private data",
                    "[policy]\nallow-origins = ['https://a.example', 'null']\ndata = 'private'\n[dangerously]\nallow-null-origin = true",
                ),
                (
                    "localhost with credentials in production",
                    "# --env prod\n[policy]\nallow-origins = ['http://localhost:3000']\nallow-credentials = true\n[environment.prod]\nmax-age = 5",
                ),
                (
                    "a path that inherits the wildcard",
                    "[policy]\nallow-origins = ['*']\ndata = 'public'\n[[policy.path]]\nmatch = '/me'\ndata = 'private'",
                ),
            ],
        );
    }

    #[test]
    fn dangerous() {
        check(
            Some(Level::Dangerous),
            &[
                (
                    "an http origin with credentials",
                    "[policy]\nallow-origins = ['http://a.example']\nallow-credentials = true\n[dangerously]\nallow-insecure-origins-with-credentials = true",
                ),
                (
                    "a public suffix with credentials",
                    "[policy]\nallow-origins = ['https://*.github.io']\nallow-credentials = true\n[dangerously]\nallow-subdomains-of-public-suffixes = true",
                ),
                (
                    "public data does not excuse credentials",
                    "[policy]\nallow-origins = ['https://*.co.uk']\nallow-credentials = true\ndata = 'public'\n[dangerously]\nallow-subdomains-of-public-suffixes = true",
                ),
            ],
        );
    }

    #[test]
    fn without_credentials_no_list_is_below_the_wildcard() {
        let opened = "[dangerously]\nallow-null-origin = true";
        for data in ["", "data = 'private'", "data = 'public'"] {
            let of = |origins: &str| {
                rating(&format!("[policy]\nallow-origins = [{origins}]\n{data}\n{opened}")).level
            };
            for origins in
                ["'null'", "'http://a.example'", "'https://*.github.io'", "'https://a.example'"]
            {
                let (list, wildcard) = (of(origins), of("'*'"));
                assert!(list >= wildcard, "{origins} {data}: {list:?}, and `*` is {wildcard:?}");
            }
        }
    }

    #[test]
    fn a_refused_document_has_no_level() {
        check(
            None,
            &[
                ("any origin with credentials", "allow-origins = ['*']\nallow-credentials = true"),
                ("no origins", "allow-origins = []"),
                ("a syntax error", "allow-origins = ["),
            ],
        );
    }

    #[test]
    fn the_worst_reason_comes_first() {
        let rating = rating(
            "[policy]\nallow-origins = ['https://a.example']\n\
             [[policy.path]]\nmatch = '/a/*'\nallow-origins = ['*']\n\
             [[policy.path]]\nmatch = '/b/*'\nallow-origins = ['http://b.example']\ndata = 'private'\n",
        );
        let text: String = rating
            .reasons
            .iter()
            .map(|reason| {
                let level = reason.level_cap.map(|level| level.to_string()).unwrap_or_default();
                let path = reason.path.as_deref().unwrap_or("default");
                let raise = reason.raise.as_deref().unwrap_or_default();
                format!("{level} {path}: {}\n    {raise}\n", reason.text)
            })
            .collect();
        insta::assert_snapshot!(text, @r#"
        Weak /b/*: Anyone on the network path can read as `http://b.example`, which has no TLS.
            Use `https`, or say `data = "public"` if anyone may read.
        Moderate /a/*: Every website can read without credentials, and nothing says that the data is public.
            Say `data = "public"` if it is meant for anyone; otherwise list the origins.
        "#);
    }
}
