//! A policy as it was written.

use crate::error_list::ErrorList;
use crate::format::{self, Format};
use crate::{Span, Spanned, decode};

/// A list of texts, and where each was written.
pub type Texts = Spanned<Vec<Spanned<String>>>;

/// A policy document as written: its shape is known, its values are not judged yet.
///
/// ```
/// use corsmith_policy::{Format, PolicyDocument, Selection};
///
/// let document = PolicyDocument::parse(
///     br#"
///     [policy]
///     allow-origins = ["https://app.example.com"]
///     "#,
///     Format::Toml,
/// );
/// let policy = document.resolve(&Selection::default()).into_policy()?;
/// assert_eq!(policy.default_resource().origins().len(), 1);
/// # Ok::<(), Vec<corsmith_policy::PolicyError>>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq)]
#[non_exhaustive]
pub struct PolicyDocument {
    /// The language it is written in.
    pub format: Format,
    /// `name`.
    pub name: Option<Spanned<String>>,
    /// `[policy]`.
    pub policy: Settings,
    /// `[environment.…]`, in the order written.
    pub environments: Vec<Environment>,
    /// `[dangerously]`.
    pub dangerously: Dangerously,
    /// What is wrong with the document's shape.
    pub(crate) errors: ErrorList,
}

impl PolicyDocument {
    /// Parses `bytes`. Never fails: what is wrong is kept and reported, together with what is
    /// wrong with the values, by [`PolicyDocument::resolve`].
    #[must_use]
    pub fn parse(bytes: &[u8], format: Format) -> Self {
        let (root, errors) = format::parse(bytes, format);
        Self { format, ..decode::decode(root, errors) }
    }

    /// The environment called `name`.
    #[must_use]
    pub fn environment(&self, name: &str) -> Option<&Environment> {
        self.environments.iter().find(|environment| environment.name.value == name)
    }
}

/// One named set of keys that replace those of `[policy]`.
#[derive(Debug, Clone, PartialEq)]
pub struct Environment {
    /// Its name.
    pub name: Spanned<String>,
    /// The keys it replaces.
    pub settings: Settings,
}

/// The keys of `[policy]`, of an environment, or of a per-path policy. `None` is a key not written.
#[derive(Debug, Clone, Default, PartialEq)]
#[non_exhaustive]
pub struct Settings {
    /// The table.
    pub span: Span,
    /// `allow-origins`.
    pub allow_origins: Option<Texts>,
    /// `allow-methods`.
    pub allow_methods: Option<Texts>,
    /// `allow-headers`.
    pub allow_headers: Option<Texts>,
    /// `allow-credentials`.
    pub allow_credentials: Option<Spanned<bool>>,
    /// `expose-headers`.
    pub expose_headers: Option<Texts>,
    /// `max-age`, in seconds.
    pub max_age: Option<Spanned<u32>>,
    /// `data`.
    pub data: Option<Spanned<Data>>,
    /// `[[policy.path]]`, in the order written.
    pub paths: Option<Vec<PathSettings>>,
}

/// A per-path policy as written.
#[derive(Debug, Clone, PartialEq)]
pub struct PathSettings {
    /// `match`.
    pub pattern: Spanned<String>,
    /// The keys it replaces.
    pub settings: Settings,
}

/// For whom the answers are meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Data {
    /// Only some may read them.
    Private,
    /// Anyone may read them.
    Public,
}

/// `[dangerously]`: the opt-outs that are on, and where each was written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Dangerously {
    /// `allow-null-origin`.
    pub allow_null_origin: Option<Span>,
    /// `allow-insecure-origins-with-credentials`.
    pub allow_insecure_origins_with_credentials: Option<Span>,
    /// `allow-subdomains-of-public-suffixes`.
    pub allow_subdomains_of_public_suffixes: Option<Span>,
}
