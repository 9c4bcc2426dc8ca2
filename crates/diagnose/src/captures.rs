//! What a message says beside its fixed words.

use std::borrow::Cow;

use crate::mask;

/// The values in a message, by the names of the template's places, secrets masked.
///
/// The names are `url` (the one at fault), `initial-url` (before redirects), `origin` (the page's),
/// `value` (of the header at fault), `status`, `method`, `header`, `space` and `space2` (Local
/// Network Access), `redirect`, `scheme`, `page`, `kind`, `directive`, `error`, `name` and `reason`
/// (what is there of one that is not known); a message has only its own.
///
/// ```
/// use corsmith_diagnose::diagnose_message;
///
/// let text = "Origin https://a.example is not allowed by Access-Control-Allow-Origin. Status code: 404";
/// let diagnoses = diagnose_message(text).unwrap();
/// let captures = &diagnoses[0].message.captures;
/// assert_eq!(captures.get("origin"), Some("https://a.example"));
/// assert_eq!(captures.status(), Some(404));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Captures(Vec<(&'static str, String)>);

impl<'a> FromIterator<(&'static str, &'a str)> for Captures {
    fn from_iter<I: IntoIterator<Item = (&'static str, &'a str)>>(values: I) -> Self {
        let mut captures = Self::default();
        for (name, value) in values {
            captures.add(name, value);
        }
        captures
    }
}

impl Captures {
    /// The value of a place.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(own, _)| *own == name).map(|(_, value)| value.as_str())
    }

    /// The status, where the message has one that is a number: Firefox also writes `(null)`.
    #[must_use]
    pub fn status(&self) -> Option<u16> {
        self.get("status")?.parse().ok()
    }

    /// Every name and value, in the order in which they were found.
    pub fn iter(&self) -> impl Iterator<Item = (&'static str, &str)> {
        self.0.iter().map(|(name, value)| (*name, value.as_str()))
    }

    /// Adds a value, unless the name has one.
    pub(crate) fn add(&mut self, name: &'static str, value: &str) {
        if self.get(name).is_none() {
            self.0.push((name, mask(value).into_owned()));
        }
    }

    /// Adds what another message of the same error says.
    pub(crate) fn add_all(&mut self, other: &Self) {
        for (name, value) in &other.0 {
            if self.get(name).is_none() {
                self.0.push((name, value.clone()));
            }
        }
    }
}

/// Tidies a value: what a wrap put into a URL is no part of it.
pub(crate) fn tidy<'a>(name: &str, text: &'a str) -> Cow<'a, str> {
    let text = text.trim();
    if !text.contains(char::is_whitespace) {
        return Cow::Borrowed(text);
    }
    if matches!(name, "value" | "list" | "directive" | "name" | "kind" | "error") {
        Cow::Owned(text.split_whitespace().collect::<Vec<_>>().join(" "))
    } else {
        Cow::Owned(text.split_whitespace().collect())
    }
}
