//! Patterns of origins: exact, all subdomains, any port, any origin. No regular expressions.

use std::fmt;

mod parse;

pub use parse::OriginPatternError;

/// What a policy allows: one origin, or a family of them.
///
/// | permitted | matches |
/// |---|---|
/// | `https://example.com` | that origin alone |
/// | `https://example.com:8443` | that origin alone |
/// | `https://*.example.com` | one or more labels before `example.com`, never `https://example.com` itself |
/// | `http://localhost:*` | any port, the default one included |
/// | `https://*.example.com:*` | both |
/// | `*` | any origin, also `null` |
/// | `null` | opaque origins (only with an opt-out) |
///
/// | refused | why |
/// |---|---|
/// | `https://example.com/` | an origin has no path |
/// | `https://example.com:443` | browsers never send the default port |
/// | `HTTPS://Example.com` | browsers send lower case |
/// | `https://résumé.com` | browsers send Punycode |
/// | `https://exam*.com` | `*` stands for whole labels at the front |
///
/// ```
/// use corsmith_policy::OriginPattern;
///
/// let pattern = OriginPattern::parse("https://*.example.com")?;
/// assert!(pattern.matches("https://a.b.example.com"));
/// assert!(!pattern.matches("https://example.com"));
/// assert!(!pattern.matches("https://evilexample.com"));
/// # Ok::<(), corsmith_policy::OriginPatternError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OriginPattern {
    /// `*`: any origin.
    Any,
    /// `null`: the serialisation of every opaque origin.
    Null,
    /// A scheme, a host or its subdomains, and a port or any.
    Tuple(TuplePattern),
}

/// A pattern of tuple origins. Always in canonical form.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TuplePattern {
    /// The whole pattern. The parts below are offsets, since there may be a million of these.
    text: Box<str>,
    scheme_end: u16,
    host_start: u16,
    host_end: u16,
    scope: HostScope,
    port: PortPattern,
}

/// Which hosts a pattern means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum HostScope {
    /// The host itself.
    Exact,
    /// Every host with one or more labels before it.
    Subdomains,
}

/// Which ports a pattern means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PortPattern {
    /// Any, the default one included.
    Any,
    /// The scheme's default, which is never written.
    Default,
    /// This one.
    Number(u16),
}

impl OriginPattern {
    /// Parses a pattern.
    ///
    /// # Errors
    ///
    /// Says what is refused, why, and, wherever one exists, the pattern that was meant.
    pub fn parse(text: &str) -> Result<Self, OriginPatternError> {
        parse::parse(text)
    }

    /// Whether `origin`, a serialised origin, matches. [`crate::OriginSet`] answers the same for
    /// many patterns at once.
    #[must_use]
    pub fn matches(&self, origin: &str) -> bool {
        use corsmith_fetch::RequestOrigin;
        match (self, RequestOrigin::parse(origin.as_bytes())) {
            (Self::Any, _) | (Self::Null, RequestOrigin::Null) => true,
            (Self::Tuple(pattern), RequestOrigin::Tuple(origin)) => {
                pattern.scheme() == origin.scheme()
                    && pattern.matches_host(origin.host())
                    && pattern.port.matches(origin.port())
            }
            _ => false,
        }
    }

    /// Whether every origin that `other` matches is matched by this pattern too.
    #[must_use]
    pub fn covers(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Any, _) | (Self::Null, Self::Null) => true,
            (Self::Tuple(this), Self::Tuple(other)) => {
                let host = match (this.scope, other.scope) {
                    (HostScope::Exact, HostScope::Exact) => this.host() == other.host(),
                    (HostScope::Exact, HostScope::Subdomains) => false,
                    (HostScope::Subdomains, HostScope::Exact) => this.matches_host(other.host()),
                    (HostScope::Subdomains, HostScope::Subdomains) => {
                        this.host() == other.host() || this.matches_host(other.host())
                    }
                };
                let port = this.port == PortPattern::Any || this.port == other.port;
                host && port && this.scheme() == other.scheme()
            }
            _ => false,
        }
    }

    /// The pattern's text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::Any => "*",
            Self::Null => "null",
            Self::Tuple(pattern) => &pattern.text,
        }
    }
}

impl fmt::Display for OriginPattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl TuplePattern {
    /// The canonical pattern of these parts; the caller has validated and bounded them.
    fn new(scheme: &str, scope: HostScope, host: &str, port: PortPattern) -> Self {
        let mut text = String::with_capacity(scheme.len() + host.len() + 12);
        text.push_str(scheme);
        let scheme_end = text.len();
        text.push_str("://");
        if scope == HostScope::Subdomains {
            text.push_str("*.");
        }
        let host_start = text.len();
        text.push_str(host);
        let host_end = text.len();
        match port {
            PortPattern::Any => text.push_str(":*"),
            PortPattern::Default => {}
            PortPattern::Number(number) => {
                text.push(':');
                text.push_str(&number.to_string());
            }
        }
        // Parsing bounds a pattern to a few hundred bytes.
        let offset = |offset: usize| u16::try_from(offset).unwrap_or(u16::MAX);
        Self {
            text: text.into_boxed_str(),
            scheme_end: offset(scheme_end),
            host_start: offset(host_start),
            host_end: offset(host_end),
            scope,
            port,
        }
    }

    /// The whole pattern.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The scheme, without `:`.
    #[must_use]
    pub fn scheme(&self) -> &str {
        &self.text[..usize::from(self.scheme_end)]
    }

    /// The host, without `*.`: of `https://*.example.com` it is `example.com`.
    #[must_use]
    pub fn host(&self) -> &str {
        &self.text[usize::from(self.host_start)..usize::from(self.host_end)]
    }

    /// Which hosts are meant.
    #[must_use]
    pub fn scope(&self) -> HostScope {
        self.scope
    }

    /// Which ports are meant.
    #[must_use]
    pub fn port(&self) -> PortPattern {
        self.port
    }

    /// Whether the pattern matches exactly one origin.
    ///
    /// ```
    /// use corsmith_policy::OriginPattern;
    ///
    /// let OriginPattern::Tuple(pattern) = OriginPattern::parse("http://localhost:*")? else { unreachable!() };
    /// assert!(!pattern.is_exact());
    /// # Ok::<(), corsmith_policy::OriginPatternError>(())
    /// ```
    #[must_use]
    pub fn is_exact(&self) -> bool {
        self.scope == HostScope::Exact && self.port != PortPattern::Any
    }

    fn matches_host(&self, host: &str) -> bool {
        match self.scope {
            HostScope::Exact => host == self.host(),
            HostScope::Subdomains => host
                .strip_suffix(self.host())
                .and_then(|labels| labels.strip_suffix('.'))
                .is_some_and(|labels| !labels.is_empty()),
        }
    }
}

impl PortPattern {
    /// Whether the port of a serialised origin matches.
    #[must_use]
    pub fn matches(self, port: Option<u16>) -> bool {
        match self {
            Self::Any => true,
            Self::Default => port.is_none(),
            Self::Number(number) => port == Some(number),
        }
    }
}
