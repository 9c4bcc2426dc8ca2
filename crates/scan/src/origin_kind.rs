//! What an origin that a probe sends is to the target.

/// What an origin that a probe sends is to the target: whom the server trusts if it accepts it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum OriginKind {
    /// The target's own origin.
    Own,
    /// A stranger's domain over `https`.
    Stranger,
    /// A second stranger's, to confirm the first: no fixed value equals both.
    SecondStranger,
    /// A stranger's over `http`.
    InsecureStranger,
    /// The opaque origin `null`: sandboxed frames, files, redirects.
    Null,
    /// A domain that begins with the target's host or registrable domain:
    /// `api.example.com.evil.example`.
    Prefix,
    /// A registrable domain that ends with the target's: `evilexample.com`.
    Suffix,
    /// A host that ends with the target's host, under the target's own registrable domain:
    /// `evilapi.example.com`.
    SuffixOfHost,
    /// A registrable domain in which another character stands for a dot: `apiXexample.com`.
    UnescapedDot,
    /// The same, where the result is nobody's to register: `api.exampleXcom`.
    UnescapedDotUnregistrable,
    /// The target's host with a part missing, which somebody could register: `xample.com`,
    /// `example.co`.
    Truncated,
    /// A subdomain of the target's registrable domain that nobody has chosen.
    Subdomain,
    /// The target's host over `http`.
    InsecureOwn,
    /// An unknown subdomain over `http`.
    InsecureSubdomain,
    /// The target's host on another port.
    OtherPort,
    /// The target's host, then a character that browsers allow in a host, then a stranger's domain:
    /// `api.example.com_.evil.example`.
    SpecialCharacter,
    /// The same with a character that few or no browsers send.
    RareCharacter,
    /// A page of the user's own machine: `http://localhost:3000`.
    Localhost,
    /// A stranger's domain that begins with `localhost`.
    LocalhostPrefix,
    /// A host on which anybody can publish: `https://somebody.github.io`.
    Publishable,
    /// A file, by the name some servers know it: `file://`.
    File,
    /// A browser extension.
    Extension,
    /// What no browser sends: several origins, a trailing dot, upper case.
    Malformed,
    /// An origin that the target names itself, or that the user asks about.
    Candidate,
}

impl OriginKind {
    /// Its name in kebab-case, for machines.
    ///
    /// ```
    /// assert_eq!(corsmith_scan::OriginKind::SecondStranger.name(), "second-stranger");
    /// ```
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Own => "own",
            Self::Stranger => "stranger",
            Self::SecondStranger => "second-stranger",
            Self::InsecureStranger => "insecure-stranger",
            Self::Null => "null",
            Self::Prefix => "prefix",
            Self::Suffix => "suffix",
            Self::SuffixOfHost => "suffix-of-host",
            Self::UnescapedDot => "unescaped-dot",
            Self::UnescapedDotUnregistrable => "unescaped-dot-unregistrable",
            Self::Truncated => "truncated",
            Self::Subdomain => "subdomain",
            Self::InsecureOwn => "insecure-own",
            Self::InsecureSubdomain => "insecure-subdomain",
            Self::OtherPort => "other-port",
            Self::SpecialCharacter => "special-character",
            Self::RareCharacter => "rare-character",
            Self::Localhost => "localhost",
            Self::LocalhostPrefix => "localhost-prefix",
            Self::Publishable => "publishable",
            Self::File => "file",
            Self::Extension => "extension",
            Self::Malformed => "malformed",
            Self::Candidate => "candidate",
        }
    }
}
