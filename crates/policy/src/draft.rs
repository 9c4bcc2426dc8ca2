//! A policy while it is being written.
//!
//! The site's forms, imports and whatever learns a policy from a server all make one of these, and
//! [`Draft::write`] turns it into the document that everything else reads. It is not judged: a value
//! that is refused stays as it was typed, so that nothing is lost while it is repaired.

use crate::max_age::max_age_text;
use crate::{Format, PolicyDocument, Settings};

mod place;
mod write;
mod writer;

pub use place::{DraftField, Scope, WrittenDraft};

/// A policy document whose values are what was typed, valid or not.
///
/// ```
/// use corsmith_policy::{Draft, Format};
///
/// let mut draft = Draft::default();
/// draft.policy.allow_origins = Some(vec!["https://app.example.com".to_owned()]);
/// draft.policy.max_age = Some("2h".to_owned());
/// assert_eq!(
///     draft.write(Format::Toml).text,
///     "version = 1\n\n[policy]\nallow-origins = [\"https://app.example.com\"]\nmax-age = \"2h\"\n"
/// );
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Draft {
    /// `name`.
    pub name: Option<String>,
    /// `[policy]`.
    pub policy: DraftSettings,
    /// `[environment.…]`: each name and its keys.
    pub environments: Vec<(String, DraftSettings)>,
    /// The keys of `[dangerously]` that are on.
    pub dangerously: Vec<&'static str>,
}

/// The keys of `[policy]`, of an environment, or of a per-path policy. `None` is a key not written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DraftSettings {
    /// `allow-origins`.
    pub allow_origins: Option<Vec<String>>,
    /// `allow-methods`.
    pub allow_methods: Option<Vec<String>>,
    /// `allow-headers`.
    pub allow_headers: Option<Vec<String>>,
    /// `allow-credentials`.
    pub allow_credentials: Option<bool>,
    /// `expose-headers`.
    pub expose_headers: Option<Vec<String>>,
    /// `max-age`, as typed: `7200` or `2h`.
    pub max_age: Option<String>,
    /// `data`, as typed: `public` or `private`.
    pub data: Option<String>,
    /// `[[policy.path]]`: each `match` and its keys. `None` inherits, `Some` of none has no paths.
    pub paths: Option<Vec<(String, DraftSettings)>>,
}

impl Draft {
    /// What is written in `document`. Values of a wrong type are not in it, and comments are lost.
    ///
    /// ```
    /// use corsmith_policy::{Draft, Format, PolicyDocument};
    ///
    /// let document = PolicyDocument::parse(b"policy: {allow-origins: ['*'], max-age: 600}", Format::Yaml);
    /// let draft = Draft::from_document(&document);
    /// assert_eq!(draft.policy.max_age.as_deref(), Some("10m"));
    /// ```
    #[must_use]
    pub fn from_document(document: &PolicyDocument) -> Self {
        let environments = document.environments.iter();
        let dangerously = &document.dangerously;
        let opt_outs = [
            (crate::settings::ALLOW_NULL_ORIGIN, dangerously.allow_null_origin),
            (
                crate::settings::ALLOW_INSECURE_ORIGINS_WITH_CREDENTIALS,
                dangerously.allow_insecure_origins_with_credentials,
            ),
            (
                crate::settings::ALLOW_SUBDOMAINS_OF_PUBLIC_SUFFIXES,
                dangerously.allow_subdomains_of_public_suffixes,
            ),
        ];
        Self {
            name: document.name.as_ref().map(|name| name.value.clone()),
            policy: DraftSettings::from_settings(&document.policy),
            environments: environments
                .map(|it| (it.name.value.clone(), DraftSettings::from_settings(&it.settings)))
                .collect(),
            dangerously: opt_outs
                .iter()
                .filter(|(_, on)| on.is_some())
                .map(|(key, _)| *key)
                .collect(),
        }
    }

    /// The draft as a document of `format`, and where in it each value stands.
    #[must_use]
    pub fn write(&self, format: Format) -> WrittenDraft {
        write::write(self, format)
    }

    /// The keys at `scope`, where there is such an environment or path.
    #[must_use]
    pub fn settings(&self, scope: Scope) -> Option<&DraftSettings> {
        let settings = match scope.environment {
            None => &self.policy,
            Some(index) => &self.environments.get(index)?.1,
        };
        match scope.path {
            None => Some(settings),
            Some(index) => Some(&settings.paths.as_ref()?.get(index)?.1),
        }
    }

    /// The same, to be changed.
    pub fn settings_mut(&mut self, scope: Scope) -> Option<&mut DraftSettings> {
        let settings = match scope.environment {
            None => &mut self.policy,
            Some(index) => &mut self.environments.get_mut(index)?.1,
        };
        match scope.path {
            None => Some(settings),
            Some(index) => Some(&mut settings.paths.as_mut()?.get_mut(index)?.1),
        }
    }

    /// Every scope: the policy, its paths, then each environment and its paths.
    #[must_use]
    pub fn scopes(&self) -> Vec<Scope> {
        let mut scopes = Vec::new();
        let environments = self.environments.iter().enumerate();
        let environments = environments.map(|(index, (_, settings))| (Some(index), settings));
        for (environment, settings) in [(None, &self.policy)].into_iter().chain(environments) {
            scopes.push(Scope { environment, path: None });
            let paths = 0..settings.paths.as_ref().map_or(0, Vec::len);
            scopes.extend(paths.map(|path| Scope { environment, path: Some(path) }));
        }
        scopes
    }

    /// Puts `replacement` in the place of the value at `field`, as a fix does; of none, the value
    /// goes. Nothing happens where there is no such value.
    ///
    /// ```
    /// use corsmith_policy::{Draft, DraftField, Scope};
    ///
    /// let mut draft = Draft::default();
    /// draft.policy.allow_origins = Some(vec!["https://a.example/".to_owned()]);
    /// let field = DraftField { scope: Scope::default(), key: "allow-origins", index: Some(0) };
    /// draft.replace(field, &["https://a.example".to_owned()]);
    /// assert_eq!(draft.policy.allow_origins, Some(vec!["https://a.example".to_owned()]));
    /// ```
    pub fn replace(&mut self, field: DraftField, replacement: &[String]) {
        let first = replacement.first().cloned();
        match (field.key, field.scope) {
            ("name", _) => self.name = first,
            ("match", Scope { environment, path: Some(index) }) => {
                let whole = Scope { environment, path: None };
                let paths = self.settings_mut(whole).and_then(|settings| settings.paths.as_mut());
                if let (Some(path), Some(first)) = (paths.and_then(|it| it.get_mut(index)), first) {
                    path.0 = first;
                }
            }
            (key, scope) => {
                let Some(settings) = self.settings_mut(scope) else { return };
                match (key, settings.list_mut(key), field.index) {
                    ("max-age", ..) => settings.max_age = first,
                    ("data", ..) => settings.data = first,
                    ("allow-credentials", ..) => {
                        settings.allow_credentials = first.map(|value| value == "true");
                    }
                    (_, Some(Some(list)), Some(index)) if index < list.len() => {
                        list.splice(index..=index, replacement.iter().cloned());
                    }
                    _ => {}
                }
            }
        }
    }
}

impl DraftSettings {
    /// The keys that are lists.
    pub const LISTS: [&'static str; 4] =
        ["allow-origins", "allow-methods", "allow-headers", "expose-headers"];

    /// The list `key`, if there is a list of that name: what is written there.
    #[must_use]
    pub fn list(&self, key: &str) -> Option<&Option<Vec<String>>> {
        match key {
            "allow-origins" => Some(&self.allow_origins),
            "allow-methods" => Some(&self.allow_methods),
            "allow-headers" => Some(&self.allow_headers),
            "expose-headers" => Some(&self.expose_headers),
            _ => None,
        }
    }

    /// The same, to be changed.
    pub fn list_mut(&mut self, key: &str) -> Option<&mut Option<Vec<String>>> {
        match key {
            "allow-origins" => Some(&mut self.allow_origins),
            "allow-methods" => Some(&mut self.allow_methods),
            "allow-headers" => Some(&mut self.allow_headers),
            "expose-headers" => Some(&mut self.expose_headers),
            _ => None,
        }
    }

    fn from_settings(settings: &Settings) -> Self {
        let list = |list: &Option<crate::Texts>| {
            let list = list.as_ref()?.value.iter();
            Some(list.map(|text| text.value.clone()).collect())
        };
        let paths = settings.paths.as_ref().map(|paths| {
            let paths = paths.iter();
            let path = |it: &crate::PathSettings| {
                (it.pattern.value.clone(), Self::from_settings(&it.settings))
            };
            paths.map(path).collect()
        });
        Self {
            allow_origins: list(&settings.allow_origins),
            allow_methods: list(&settings.allow_methods),
            allow_headers: list(&settings.allow_headers),
            allow_credentials: settings.allow_credentials.as_ref().map(|it| it.value),
            expose_headers: list(&settings.expose_headers),
            max_age: settings.max_age.as_ref().map(|seconds| max_age_text(seconds.value)),
            data: settings.data.as_ref().map(|data| match data.value {
                crate::Data::Public => "public".to_owned(),
                crate::Data::Private => "private".to_owned(),
            }),
            paths,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::{PolicyDocument, Selection};

    fn draft() -> Draft {
        let text = br#"
            name = "orders"
            [policy]
            allow-origins = ["https://app.example.com", "https://*.partner.example"]
            allow-methods = ["PUT"]
            allow-credentials = true
            max-age = "2h"
            data = "private"
            [[policy.path]]
            match = "/public/*"
            allow-origins = ["*"]
            allow-credentials = false
            [environment.staging]
            allow-origins = ["https://staging.example.com"]
            [[environment.staging.path]]
            match = "/x"
            max-age = 0
            [environment."a b"]
            path = []
            [dangerously]
            allow-null-origin = true
        "#;
        Draft::from_document(&PolicyDocument::parse(text, Format::Toml))
    }

    #[test]
    fn a_draft_survives_every_format() {
        for format in Format::ALL {
            let text = draft().write(*format).text;
            let document = PolicyDocument::parse(text.as_bytes(), *format);
            assert_eq!(document.resolve(&Selection::default()).errors, [], "{text}");
            assert_eq!(Draft::from_document(&document), draft(), "{text}");
        }
    }

    #[test]
    fn the_formats_look_as_people_write_them() {
        for format in Format::ALL {
            insta::assert_snapshot!(format!("draft-{format}"), draft().write(*format).text);
        }
    }

    #[test]
    fn every_value_is_where_the_draft_says() {
        let written = draft().write(Format::Toml);
        let found: Vec<_> = written
            .fields
            .iter()
            .map(|(field, span)| {
                let Scope { environment, path } = field.scope;
                let at = [environment, path, field.index]
                    .map(|it| it.map_or("-".into(), |it| it.to_string()));
                format!("{} {} {}", at.join(" "), field.key, &written.text[span.range()])
            })
            .collect();
        insta::assert_snapshot!(found.join("\n"));
    }

    proptest! {
        #[test]
        fn any_text_survives_every_format(
            name in any::<String>(), origins in prop::collection::vec(any::<String>(), 0..4),
            environment in "[a-z \"'.#\\[\\]\u{7f}-\u{a0}]{1,6}", key in any::<String>(),
        ) {
            let mut draft = Draft { name: Some(name), ..Draft::default() };
            draft.policy.allow_origins = Some(origins);
            let settings = DraftSettings { paths: Some(vec![(key, DraftSettings::default())]), ..DraftSettings::default() };
            draft.environments.push((environment, settings));
            for format in Format::ALL {
                let text = draft.write(*format).text;
                let read = Draft::from_document(&PolicyDocument::parse(text.as_bytes(), *format));
                prop_assert_eq!(&read, &draft, "{}", text);
            }
        }
    }
}
