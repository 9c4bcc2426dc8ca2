//! What all sessions share.

use std::fmt;
use std::sync::Arc;

use hyper::header::HeaderValue;

use crate::guard::AddressPolicy;
use crate::pace::Pace;
use crate::resolve::Resolver;
use crate::tls::{self, InvalidCertificates, TlsConfig};
use crate::{Limits, Session};

/// Who asks, unless the user says otherwise.
pub const USER_AGENT: &str =
    concat!("Corsmith/", env!("CARGO_PKG_VERSION"), " (+https://github.com/corsmith/corsmith)");

/// How requests are sent.
#[derive(Debug, Clone)]
pub struct ClientOptions {
    /// Resolves names, and says which addresses may be connected to.
    pub resolver: Resolver,
    /// How long, how much and how fast.
    pub limits: Limits,
    /// The `User-Agent`; [`USER_AGENT`] by default.
    pub user_agent: String,
    /// A PEM file with certificates of authorities that are trusted beside those of Mozilla's list.
    pub extra_roots: Option<Vec<u8>>,
    /// What becomes of a connection whose certificate is not valid.
    pub invalid_certificates: InvalidCertificates,
}

impl ClientOptions {
    /// Ordinary requests to the addresses that `policy` allows, names resolved as the system does.
    #[must_use]
    pub fn new(policy: AddressPolicy) -> Self {
        Self::with_resolver(Resolver::new(policy))
    }

    /// The same with a resolver of one's own.
    #[must_use]
    pub fn with_resolver(resolver: Resolver) -> Self {
        Self {
            resolver,
            limits: Limits::default(),
            user_agent: USER_AGENT.to_owned(),
            extra_roots: None,
            invalid_certificates: InvalidCertificates::Refuse,
        }
    }
}

/// What all sessions share: limits, trust, the resolver with its address policy. Clones are the same
/// client.
#[derive(Debug, Clone)]
pub struct Client(Arc<Inner>);

#[derive(Debug)]
pub(crate) struct Inner {
    pub(crate) resolver: Resolver,
    pub(crate) limits: Limits,
    pub(crate) pace: Option<Pace>,
    pub(crate) user_agent: HeaderValue,
    pub(crate) tls: TlsConfig,
}

impl Client {
    /// A client.
    ///
    /// # Errors
    ///
    /// Whatever of the options nobody can use: a `User-Agent` that is no field value, a file without
    /// certificates.
    ///
    /// ```
    /// use corsmith_transport::guard::AddressPolicy;
    /// use corsmith_transport::{Client, ClientError, ClientOptions};
    ///
    /// let options = ClientOptions::new(AddressPolicy::Public);
    /// assert!(Client::new(options.clone()).is_ok());
    ///
    /// let broken = ClientOptions { user_agent: "a\nb".to_owned(), ..options };
    /// assert!(matches!(Client::new(broken), Err(ClientError::UserAgent(_))));
    /// ```
    pub fn new(options: ClientOptions) -> Result<Self, ClientError> {
        let user_agent = HeaderValue::from_bytes(options.user_agent.as_bytes())
            .map_err(|_| ClientError::UserAgent(options.user_agent))?;
        Ok(Self(Arc::new(Inner {
            resolver: options.resolver,
            pace: options.limits.max_requests_per_second.map(Pace::new),
            limits: options.limits,
            user_agent,
            tls: tls::config(options.extra_roots.as_deref(), options.invalid_certificates)?,
        })))
    }

    /// Which addresses may be asked.
    ///
    /// ```
    /// use corsmith_transport::guard::AddressPolicy;
    /// use corsmith_transport::{Client, ClientOptions};
    ///
    /// let client = Client::new(ClientOptions::new(AddressPolicy::Public))?;
    /// assert_eq!(client.policy(), AddressPolicy::Public);
    /// # Ok::<(), corsmith_transport::ClientError>(())
    /// ```
    #[must_use]
    pub fn policy(&self) -> AddressPolicy {
        self.0.resolver.policy()
    }

    pub(crate) fn resolver(&self) -> &Resolver {
        &self.0.resolver
    }

    /// A session for one target, whose time begins now.
    #[must_use]
    pub fn session(&self) -> Session {
        Session::new(Arc::clone(&self.0))
    }
}

/// Why there is no client. `Display` is one sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ClientError {
    /// The `User-Agent` is no field value.
    UserAgent(String),
    /// There is no certificate in the file of further authorities.
    NoRoots,
    /// A certificate of the file of further authorities cannot be used.
    Root {
        /// Its place in the file, from 1.
        number: usize,
        /// What is wrong with it.
        reason: String,
    },
    /// TLS cannot be set up.
    Tls(String),
}

impl fmt::Display for ClientError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UserAgent(text) => write!(
                f,
                "`{}` cannot be sent as a User-Agent: use printable characters",
                text.escape_debug()
            ),
            Self::NoRoots => f.write_str(
                "there is no certificate in the file of authorities: \
                 it should have a line `-----BEGIN CERTIFICATE-----`",
            ),
            Self::Root { number, reason } => {
                write!(
                    f,
                    "certificate {number} of the file of authorities cannot be used: {reason}"
                )
            }
            Self::Tls(reason) => write!(f, "TLS cannot be set up: {reason}"),
        }
    }
}

impl std::error::Error for ClientError {}
