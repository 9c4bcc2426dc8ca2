//! The credentials mode of a request.

use std::fmt;

/// Whether a request carries credentials: cookies, TLS client certificates, authentication entries.
///
/// The standard's [credentials mode](https://fetch.spec.whatwg.org/#concept-request-credentials-mode).
/// Only [`CredentialsMode::Include`] changes what a server must answer; whether any cookie is
/// really sent does not matter.
///
/// ```
/// use corsmith_fetch::CredentialsMode;
///
/// assert_eq!(CredentialsMode::Include.to_string(), "include");
/// assert!(CredentialsMode::Include.is_include());
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum CredentialsMode {
    /// Never sent, and those in the response are ignored.
    Omit,
    /// Sent to the request's own origin only: the default of `fetch()`, and of `XMLHttpRequest`
    /// without `withCredentials`. A cross-origin request has none.
    #[default]
    SameOrigin,
    /// Always sent.
    Include,
}

impl CredentialsMode {
    /// True for [`CredentialsMode::Include`], the one mode the CORS protocol distinguishes.
    #[must_use]
    pub const fn is_include(self) -> bool {
        matches!(self, Self::Include)
    }
}

impl fmt::Display for CredentialsMode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Omit => "omit",
            Self::SameOrigin => "same-origin",
            Self::Include => "include",
        })
    }
}
