//! Why a server could not be proven at all.

use std::fmt;
use std::io;

use crate::raw_client::RawError;
use crate::server::StartError;

/// Why a proof did not come about. `Display` is a sentence without its full stop.
#[derive(Debug)]
#[non_exhaustive]
pub enum ProveError {
    /// The server's target does not exist.
    NoTarget {
        /// Its name.
        name: &'static str,
    },
    /// The target refuses the policy.
    Refused {
        /// Why.
        why: String,
    },
    /// The application behind the server did not start.
    Upstream(io::Error),
    /// The server is not installed, could not be prepared, or refused what was generated.
    Start(StartError),
    /// A request got no answer.
    Ask {
        /// The request.
        request: String,
        /// What happened.
        source: RawError,
    },
}

impl ProveError {
    /// Whether the machine lacks the server, rather than the server failing.
    #[must_use]
    pub fn is_not_installed(&self) -> bool {
        matches!(self, Self::Start(error) if error.is_not_installed())
    }
}

impl fmt::Display for ProveError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoTarget { name } => write!(f, "there is no target `{name}`"),
            Self::Refused { why } => write!(f, "the target refuses the policy: {why}"),
            Self::Upstream(error) => write!(f, "the upstream did not start: {error}"),
            Self::Start(error) => error.fmt(f),
            Self::Ask { request, source } => write!(f, "no answer to {request}: {source}"),
        }
    }
}

impl std::error::Error for ProveError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::NoTarget { .. } | Self::Refused { .. } => None,
            Self::Upstream(error) => Some(error),
            Self::Start(error) => Some(error),
            Self::Ask { source, .. } => Some(source),
        }
    }
}

impl From<StartError> for ProveError {
    fn from(error: StartError) -> Self {
        Self::Start(error)
    }
}
