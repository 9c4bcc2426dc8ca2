//! What can be wrong with an animal: words that every scanner has, so that all are counted alike, and the names of our
//! checks for the rest.

use std::fmt;

/// What a scanner can find.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Flaw {
    /// Any origin reads, with credentials.
    Stranger,
    /// Any origin over plain HTTP reads, with credentials, and no other.
    StrangerOverHttp,
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
    /// `*` with credentials, which browsers refuse.
    StarWithCredentials,
    /// `Access-Control-Allow-Origin` has a value that browsers refuse.
    InvalidAllowOrigin,
    /// `*` without credentials: worth a note to some, and no flaw.
    Star,
    /// Another origin is trusted, which somebody chose: worth a note, and no flaw.
    Trusted,
    /// What our check of this name reports, and other scanners have no word for.
    Check(&'static str),
}

/// What a page that sends nothing but its type lacks over plain HTTP.
pub(super) const BARE: &[Flaw] = &[
    Flaw::Check("framable"),
    Flaw::Check("no-csp"),
    Flaw::Check("no-https"),
    Flaw::Check("no-nosniff"),
];
/// What it lacks if nothing of its body can be read: a policy may stand in the markup.
pub(super) const BARE_UNREAD: &[Flaw] =
    &[Flaw::Check("framable"), Flaw::Check("no-https"), Flaw::Check("no-nosniff")];
/// What it may lack besides; not every page needs it.
pub(super) const BARE_NOTES: &[Flaw] = &[
    Flaw::Check("no-permissions-policy"),
    Flaw::Check("no-resource-policy"),
    Flaw::Check("no-charset"),
    // Much of what is rude breaks off.
    Flaw::Check("incomplete-page"),
];

impl Flaw {
    /// Whether it says that an attacker reads something: what the other scanners look for.
    #[must_use]
    pub fn is_readable(self) -> bool {
        use Flaw::{Check, InvalidAllowOrigin, Star, StarWithCredentials, Trusted};
        !matches!(self, StarWithCredentials | InvalidAllowOrigin | Star | Trusted | Check(_))
    }
}

impl fmt::Display for Flaw {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Stranger => "stranger",
            Self::StrangerOverHttp => "stranger over HTTP",
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
            Self::StarWithCredentials => "star with credentials",
            Self::InvalidAllowOrigin => "invalid origin",
            Self::Star => "star",
            Self::Trusted => "trusted",
            Self::Check(name) => name,
        })
    }
}
