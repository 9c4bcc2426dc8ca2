//! Why a text is not an origin.

use std::error::Error;
use std::fmt;

use crate::host::HostError;
use crate::quoted::Quoted;

/// Why a text is not an origin. `Display` is one full sentence; [`OriginError::suggestion`] is the
/// origin that was probably meant.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum OriginError {
    /// Nothing there.
    Empty,
    /// Longer than [`MAX_SERIALIZED_ORIGIN_LENGTH`](crate::MAX_SERIALIZED_ORIGIN_LENGTH).
    TooLong {
        /// The longest allowed, in bytes.
        max: usize,
    },
    /// Not of the form `scheme://host`.
    NoScheme {
        /// The whole text.
        text: String,
    },
    /// What stands before `://` is not a scheme.
    InvalidScheme {
        /// What stands there.
        scheme: String,
    },
    /// A scheme whose origins are all opaque: browsers send `null` for it.
    OpaqueScheme {
        /// The scheme, in lower case.
        scheme: String,
    },
    /// A user name or password before the host.
    Userinfo {
        /// The text without it.
        origin: String,
    },
    /// A path, if only a trailing slash.
    Path {
        /// The path, from its slash.
        path: String,
        /// What stands before it.
        origin: String,
    },
    /// A query.
    Query {
        /// The query, from its question mark.
        query: String,
        /// What stands before it.
        origin: String,
    },
    /// A fragment.
    Fragment {
        /// The fragment, from its number sign.
        fragment: String,
        /// What stands before it.
        origin: String,
    },
    /// White space, inside or around.
    Whitespace {
        /// The text without it.
        origin: String,
    },
    /// No host between `://` and the end or the port.
    EmptyHost,
    /// The host is not one.
    InvalidHost {
        /// The host as written.
        host: String,
        /// What is wrong with it.
        why: HostError,
    },
    /// An IPv6 address without brackets.
    UnbracketedIpv6 {
        /// The scheme, in lower case.
        scheme: String,
        /// The address as written.
        address: String,
    },
    /// A colon and no port after it.
    EmptyPort {
        /// The text without the colon.
        origin: String,
    },
    /// A port that is not a decimal number from 1 to 65535 without leading zeros.
    InvalidPort {
        /// The port as written.
        port: String,
    },
}

impl OriginError {
    /// What was probably meant. It need not be an origin itself: a text may have two errors.
    ///
    /// ```
    /// use corsmith_fetch::Origin;
    ///
    /// let error = Origin::parse("https://app.example/").unwrap_err();
    /// assert_eq!(error.suggestion().as_deref(), Some("https://app.example"));
    /// assert_eq!(Origin::parse("").unwrap_err().suggestion(), None);
    /// ```
    #[must_use]
    pub fn suggestion(&self) -> Option<String> {
        match self {
            Self::NoScheme { text } if text.eq_ignore_ascii_case("null") => Some("null".to_owned()),
            Self::NoScheme { text } => {
                let text = text.trim_start_matches('/');
                text.starts_with(|char: char| char.is_alphanumeric())
                    .then(|| format!("https://{text}"))
            }
            Self::OpaqueScheme { .. } => Some("null".to_owned()),
            Self::Userinfo { origin }
            | Self::Path { origin, .. }
            | Self::Query { origin, .. }
            | Self::Fragment { origin, .. }
            | Self::Whitespace { origin }
            | Self::EmptyPort { origin } => Some(origin.clone()),
            Self::UnbracketedIpv6 { scheme, address } => Some(format!("{scheme}://[{address}]")),
            Self::Empty
            | Self::TooLong { .. }
            | Self::InvalidScheme { .. }
            | Self::EmptyHost
            | Self::InvalidHost { .. }
            | Self::InvalidPort { .. } => None,
        }
    }
}

impl fmt::Display for OriginError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("the origin is empty"),
            Self::TooLong { max } => write!(f, "the origin has more than {max} bytes"),
            Self::NoScheme { text } => write!(
                f,
                "{} is not an origin: an origin is `scheme://host` or `scheme://host:port`",
                Quoted(text)
            ),
            Self::InvalidScheme { scheme } => write!(
                f,
                "{} is not a URL scheme: a letter, then letters, digits, `+`, `-` and `.`",
                Quoted(scheme)
            ),
            Self::OpaqueScheme { scheme } => write!(
                f,
                "browsers never send an origin of the scheme {}: its origins are opaque and sent as `null`",
                Quoted(scheme)
            ),
            Self::Userinfo { .. } => f.write_str(
                "an origin has no user name and no password: remove what stands before `@`",
            ),
            Self::Path { path, .. } if path == "/" => {
                f.write_str("an origin has no trailing slash: remove the `/`")
            }
            Self::Path { path, .. } => {
                write!(f, "an origin has no path: remove {}", Quoted(path))
            }
            Self::Query { query, .. } => {
                write!(f, "an origin has no query: remove {}", Quoted(query))
            }
            Self::Fragment { fragment, .. } => {
                write!(f, "an origin has no fragment: remove {}", Quoted(fragment))
            }
            Self::Whitespace { .. } => f.write_str("an origin has no white space: remove it"),
            Self::EmptyHost => f.write_str("the origin has no host: one must follow `://`"),
            Self::InvalidHost { host, why } => {
                write!(f, "{} is not a host: {why}", Quoted(host))
            }
            Self::UnbracketedIpv6 { address, .. } => {
                write!(f, "an IPv6 address stands in brackets: write `[`, {}, `]`", Quoted(address))
            }
            Self::EmptyPort { .. } => {
                f.write_str("a port must follow the `:` after the host, or remove the `:`")
            }
            Self::InvalidPort { port } => write!(
                f,
                "{} is not a port: a decimal number from 1 to 65535 without leading zeros",
                Quoted(port)
            ),
        }
    }
}

impl Error for OriginError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::InvalidHost { why, .. } => Some(why),
            _ => None,
        }
    }
}
