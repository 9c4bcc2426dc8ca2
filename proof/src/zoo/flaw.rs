//! What can be wrong with an animal: the zoo's own words, so that every scanner is counted alike.

use std::fmt;

/// A flaw that a scanner can find.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Flaw {
    /// Any origin reads, with credentials.
    Stranger,
    /// Any origin reads, without credentials: as `*`, which is somebody's intent.
    StrangerPublic,
    /// The opaque origin reads.
    Null,
    /// An origin reads that begins with the own host.
    Prefix,
    /// An origin reads that ends with the own registrable domain, without a dot before it.
    Suffix,
    /// An origin reads that ends with the own host, below the own registrable domain.
    SuffixOfHost,
    /// An origin reads that has another character for a dot.
    UnescapedDot,
    /// An origin reads that is a part of the own host.
    Truncated,
    /// Any subdomain reads.
    Subdomain,
    /// The own host, or another, reads over plain HTTP.
    Insecure,
    /// The own host reads on any port.
    OtherPort,
    /// The own host, an odd character and a stranger's domain read.
    SpecialCharacter,
    /// Pages of the visitor's own machine read.
    Localhost,
    /// A domain that begins with `localhost` reads.
    LocalhostPrefix,
    /// Hosts read on which anybody can publish.
    Publishable,
    /// Local files or browser extensions read.
    FileOrExtension,
    /// What no browser sends is accepted.
    Malformed,
    /// `*` with credentials, which browsers refuse.
    WildcardWithCredentials,
    /// `Access-Control-Allow-Origin` has a value that browsers refuse.
    InvalidAllowOrigin,
    /// `Access-Control-Allow-Credentials` has a value that browsers refuse.
    InvalidAllowCredentials,
    /// The answer depends on the origin and does not say so.
    MissingVary,
    /// A cache answers one origin with the answer to another.
    CachePoisoning,
    /// The preflight allows whatever method or header it is asked for.
    PreflightEcho,
    /// The preflight and the answer disagree on who may read.
    PreflightDisagrees,
    /// The preflight and the answer disagree on credentials.
    PreflightCredentials,
    /// The preflight fails in every browser: by its status, or because it redirects.
    PreflightFails,
    /// A wildcard stands where credentials make it a name.
    WildcardList,
    /// `Access-Control-Max-Age` is no number, or more than browsers use.
    MaxAge,
    /// Public pages may ask into the private network.
    PrivateNetwork,
    /// Sensitive fields, or all, are exposed.
    Exposed,
    /// Every origin gets the times of a load.
    TimingForAll,
    /// A redirect to another origin lets strangers read.
    RedirectReflects,
    /// Errors have no CORS fields, so that the front end cannot read what went wrong.
    ErrorHidden,
    /// A security header is missing or wrong.
    Headers,
    /// There is no Content Security Policy, or one that stops little.
    Csp,
    /// A cookie lacks an attribute.
    Cookies,
    /// The page loads what it should not: over HTTP, or a stranger's script unchecked.
    Loads,
    /// The certificate is, or will soon be, not valid.
    Certificate,
    /// The exchange itself fails, or is not what the standard says.
    Protocol,
}

impl Flaw {
    /// Whether it says that an attacker reads something: what the other scanners look for.
    #[must_use]
    pub fn is_readable(self) -> bool {
        matches!(
            self,
            Self::Stranger
                | Self::StrangerPublic
                | Self::Null
                | Self::Prefix
                | Self::Suffix
                | Self::SuffixOfHost
                | Self::UnescapedDot
                | Self::Truncated
                | Self::Subdomain
                | Self::Insecure
                | Self::OtherPort
                | Self::SpecialCharacter
                | Self::Localhost
                | Self::LocalhostPrefix
                | Self::Publishable
                | Self::FileOrExtension
        )
    }
}

impl fmt::Display for Flaw {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Stranger => "stranger",
            Self::StrangerPublic => "stranger without credentials",
            Self::Null => "null",
            Self::Prefix => "prefix",
            Self::Suffix => "suffix",
            Self::SuffixOfHost => "suffix of host",
            Self::UnescapedDot => "unescaped dot",
            Self::Truncated => "truncated",
            Self::Subdomain => "subdomain",
            Self::Insecure => "plain HTTP",
            Self::OtherPort => "other port",
            Self::SpecialCharacter => "special character",
            Self::Localhost => "localhost",
            Self::LocalhostPrefix => "localhost prefix",
            Self::Publishable => "publishable",
            Self::FileOrExtension => "file or extension",
            Self::Malformed => "malformed",
            Self::WildcardWithCredentials => "star with credentials",
            Self::InvalidAllowOrigin => "invalid origin",
            Self::InvalidAllowCredentials => "invalid credentials",
            Self::MissingVary => "no vary",
            Self::CachePoisoning => "cache",
            Self::PreflightEcho => "preflight echo",
            Self::PreflightDisagrees => "preflight disagrees",
            Self::PreflightCredentials => "preflight credentials",
            Self::PreflightFails => "preflight fails",
            Self::WildcardList => "star in list",
            Self::MaxAge => "max-age",
            Self::PrivateNetwork => "private network",
            Self::Exposed => "exposed",
            Self::TimingForAll => "timing",
            Self::RedirectReflects => "redirect",
            Self::ErrorHidden => "hidden errors",
            Self::Headers => "headers",
            Self::Csp => "CSP",
            Self::Cookies => "cookies",
            Self::Loads => "loads",
            Self::Certificate => "certificate",
            Self::Protocol => "protocol",
        })
    }
}
