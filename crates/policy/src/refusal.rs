//! What is refused, and the word for it.

use std::fmt;

use crate::{Span, settings};

/// Why a document is not a valid policy: a closed list, one lint rule each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Refusal {
    // The document.
    /// Not TOML, YAML or JSON, not UTF-8, or beyond a limit of [`crate::limits`].
    Syntax,
    /// A key that does not exist.
    UnknownKey,
    /// A key written twice.
    DuplicateKey,
    /// A value of another type than the key takes, or a value outside its set.
    WrongType,
    /// A `version` that this Corsmith does not know.
    UnsupportedVersion,
    /// An environment that the document does not define.
    UnknownEnvironment,
    /// `${VARIABLE}` that is unset or empty.
    UnsetVariable,
    /// No origin listed.
    NoOrigins,
    /// A `match` that is not a path pattern.
    InvalidPath,
    // Origins.
    /// Not an origin: no other refusal of an origin describes it better.
    InvalidOrigin,
    /// A host without a scheme.
    OriginWithoutScheme,
    /// Something after the host and port: a slash, a path, a query, a fragment.
    OriginWithPath,
    /// Several origins in one text.
    OriginList,
    /// A regular expression where an origin pattern belongs.
    OriginRegex,
    /// Upper case in a scheme or a host.
    OriginUpperCase,
    /// A host in Unicode instead of Punycode.
    OriginUnicodeHost,
    /// A host that IDNA or the URL standard does not accept.
    OriginInvalidHost,
    /// An IP address in another form than the one browsers serialise.
    OriginNonCanonicalIp,
    /// A port outside 1-65535 or not in canonical form.
    OriginInvalidPort,
    /// The scheme's default port spelled out.
    OriginDefaultPort,
    /// `*` anywhere but as the whole pattern, a leading `*.` or the port.
    OriginMisplacedWildcard,
    /// The scheme `file`, whose origin browsers serialise as `null`.
    OriginFile,
    /// `null`.
    OriginNull,
    // Origins and credentials.
    /// `*` with credentials.
    WildcardOriginWithCredentials,
    /// `null` with credentials.
    NullOriginWithCredentials,
    /// An origin without TLS with credentials.
    InsecureOriginWithCredentials,
    /// Subdomains of a public suffix with credentials.
    PublicSuffixWithCredentials,
    /// `*` in `expose-headers` with credentials.
    WildcardExposeWithCredentials,
    // Methods and header names.
    /// Not a method.
    InvalidMethod,
    /// A forbidden method.
    ForbiddenMethod,
    /// Not a header name.
    InvalidHeaderName,
    /// A forbidden request-header in `allow-headers`.
    ForbiddenRequestHeader,
    /// A response header of the CORS protocol in `allow-headers`.
    ResponseHeaderAllowed,
    /// A forbidden response-header name in `expose-headers`.
    ForbiddenResponseHeader,
    /// A request header, or a header for preflights only, in `expose-headers`.
    UselessExposedHeader,
    /// `max-age` malformed or out of bounds.
    InvalidMaxAge,
}

impl Refusal {
    /// All of them, in the order of the enum.
    pub const ALL: &'static [Self] = &[
        Self::Syntax,
        Self::UnknownKey,
        Self::DuplicateKey,
        Self::WrongType,
        Self::UnsupportedVersion,
        Self::UnknownEnvironment,
        Self::UnsetVariable,
        Self::NoOrigins,
        Self::InvalidPath,
        Self::InvalidOrigin,
        Self::OriginWithoutScheme,
        Self::OriginWithPath,
        Self::OriginList,
        Self::OriginRegex,
        Self::OriginUpperCase,
        Self::OriginUnicodeHost,
        Self::OriginInvalidHost,
        Self::OriginNonCanonicalIp,
        Self::OriginInvalidPort,
        Self::OriginDefaultPort,
        Self::OriginMisplacedWildcard,
        Self::OriginFile,
        Self::OriginNull,
        Self::WildcardOriginWithCredentials,
        Self::NullOriginWithCredentials,
        Self::InsecureOriginWithCredentials,
        Self::PublicSuffixWithCredentials,
        Self::WildcardExposeWithCredentials,
        Self::InvalidMethod,
        Self::ForbiddenMethod,
        Self::InvalidHeaderName,
        Self::ForbiddenRequestHeader,
        Self::ResponseHeaderAllowed,
        Self::ForbiddenResponseHeader,
        Self::UselessExposedHeader,
        Self::InvalidMaxAge,
    ];

    /// Whose rule it is.
    ///
    /// ```
    /// use corsmith_policy::{Nature, Refusal};
    ///
    /// assert_eq!(Refusal::ForbiddenMethod.nature(), Nature::Forbidden);
    /// ```
    #[must_use]
    pub fn nature(self) -> Nature {
        match self {
            Self::ForbiddenMethod
            | Self::ForbiddenRequestHeader
            | Self::ForbiddenResponseHeader
            | Self::WildcardOriginWithCredentials
            | Self::WildcardExposeWithCredentials => Nature::Forbidden,
            Self::OriginNull => Nature::Prohibited { opt_out: Some(settings::ALLOW_NULL_ORIGIN) },
            Self::InsecureOriginWithCredentials => Nature::Prohibited {
                opt_out: Some(settings::ALLOW_INSECURE_ORIGINS_WITH_CREDENTIALS),
            },
            Self::PublicSuffixWithCredentials => {
                Nature::Prohibited { opt_out: Some(settings::ALLOW_SUBDOMAINS_OF_PUBLIC_SUFFIXES) }
            }
            Self::NoOrigins
            | Self::NullOriginWithCredentials
            | Self::OriginFile
            | Self::OriginRegex
            | Self::ResponseHeaderAllowed
            | Self::UnsetVariable
            | Self::UselessExposedHeader => Nature::Prohibited { opt_out: None },
            _ => Nature::Invalid,
        }
    }
}

/// Whose rule a refusal enforces (the three words of jub0bs/cors).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Nature {
    /// Malformed.
    Invalid,
    /// By the Fetch standard: no browser would honour it.
    Forbidden,
    /// By Corsmith, because it is dangerous or cannot mean what was meant.
    Prohibited {
        /// The key of `[dangerously]` that turns the refusal into a warning.
        opt_out: Option<&'static str>,
    },
}

impl fmt::Display for Nature {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Invalid => "invalid",
            Self::Forbidden => "forbidden",
            Self::Prohibited { .. } => "prohibited",
        })
    }
}

/// One error of a document. `Display` is one sentence without the place, which the edges print.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct PolicyError {
    /// Which refusal.
    pub refusal: Refusal,
    /// Where in the document's text. An error about the command line (an unknown environment)
    /// points at the beginning.
    pub span: Span,
    /// The setting: `policy.max-age`, or `allow-origins[2]` for the value of a list, which several
    /// paths may inherit. Empty for the whole document.
    pub setting: String,
    /// What is wrong and why: a sentence without its full stop that quotes the offending text.
    pub message: String,
    /// What would be right.
    pub help: Option<String>,
    /// The edit that makes it right, where there is one.
    pub fix: Option<Fix>,
}

impl PolicyError {
    pub(crate) fn new(refusal: Refusal, span: Span, message: impl Into<String>) -> Self {
        Self {
            refusal,
            span,
            setting: String::new(),
            message: message.into(),
            help: None,
            fix: None,
        }
    }

    pub(crate) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    pub(crate) fn fix(mut self, fix: Option<Fix>) -> Self {
        self.fix = fix;
        self
    }

    pub(crate) fn at(mut self, setting: impl Into<String>) -> Self {
        self.setting = setting.into();
        self
    }
}

impl fmt::Display for PolicyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for PolicyError {}

/// An edit of the value at a span: another value, several values in its place, or none.
///
/// Values are the text that is meant, not the text of a format: quoting is the editor's work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// What the edit does, in the imperative: "drop the default port".
    pub title: String,
    /// The value to edit.
    pub span: Span,
    /// The values that replace it. Empty removes the value from its list.
    pub replacement: Vec<String>,
}

impl Fix {
    /// Replaces the value at `span` by `replacement`.
    #[must_use]
    pub fn replace(title: impl Into<String>, span: Span, replacement: impl Into<String>) -> Self {
        Self { title: title.into(), span, replacement: vec![replacement.into()] }
    }

    /// Removes the value at `span` from its list.
    #[must_use]
    pub fn remove(title: impl Into<String>, span: Span) -> Self {
        Self { title: title.into(), span, replacement: Vec::new() }
    }
}
