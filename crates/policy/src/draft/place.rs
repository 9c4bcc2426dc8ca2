//! Where the values of a written draft stand.

use crate::Span;

/// Which keys of a draft: those of the policy, of a path, of an environment, or of its path.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Scope {
    /// The environment's index; `None` for the policy itself.
    pub environment: Option<usize>,
    /// The path's index; `None` for every other path.
    pub path: Option<usize>,
}

/// One value of a draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DraftField {
    /// The table that it is in.
    pub scope: Scope,
    /// The key, such as `allow-origins`, `match` or `name`.
    pub key: &'static str,
    /// Which entry of a list; `None` for the whole value.
    pub index: Option<usize>,
}

/// A draft as a document.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct WrittenDraft {
    /// The document, which ends with a line break.
    pub text: String,
    /// Where each value stands, entries of lists before their list.
    pub fields: Vec<(DraftField, Span)>,
}

impl WrittenDraft {
    /// The value that `span`, such as a finding's, is about: the first that contains it.
    ///
    /// ```
    /// use corsmith_policy::{Draft, Format};
    ///
    /// let draft = Draft { name: Some("orders".to_owned()), ..Draft::default() };
    /// let written = draft.write(Format::Toml);
    /// let (field, span) = written.fields[0];
    /// assert_eq!(written.field(span), Some(field));
    /// ```
    #[must_use]
    pub fn field(&self, span: Span) -> Option<DraftField> {
        let contains = |whole: &Span| whole.start() <= span.start() && span.end() <= whole.end();
        self.fields.iter().find(|(_, whole)| contains(whole)).map(|(field, _)| *field)
    }
}
