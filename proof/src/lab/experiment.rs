//! What a page does and what the site answers, without saying where the site is.

use std::time::Duration;

use corsmith_fetch::{CredentialsMode, RedirectMode, ReferrerPolicy, RequestMode};

/// One or more `fetch()` calls of a page and the scripted answers to them.
///
/// Abstract: hosts are roles ([`Host`]), and the texts of answers hold placeholders that the laboratory replaces by the
/// real origins and URLs, and puts back in what it observed:
///
/// | placeholder | stands for |
/// |---|---|
/// | `{own}` `{other}` `{third}` `{same-site}` | the serialized origin of a host |
/// | `{OWN}` | that of the page in upper case, which is never an origin |
/// | `{url:N}` | the absolute URL of `site[N]` |
/// | `{user-url:N}` | the same with `user:pass@` |
/// | `{path:N}` | its path, from the first slash |
///
/// In observations there is also `{own-host}` and so on, the `host:port` of a `Host` header.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Experiment {
    /// Any text; the observation carries it too.
    pub id: String,
    /// What page calls `fetch()`.
    pub page: Page,
    /// What there is to fetch.
    pub site: Vec<Resource>,
    /// The calls in order. A step begins at its time or when the one before it has ended, whichever is later.
    pub steps: Vec<Step>,
}

/// The page that calls `fetch()`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Page {
    /// A page of the origin [`Host::Own`].
    #[default]
    Tuple,
    /// A sandboxed frame in it: its origin is opaque and serializes to `null`.
    Opaque,
}

/// A host by its relation to the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Host {
    /// The page's own origin.
    Own,
    /// Another site.
    Other,
    /// Another site again.
    Third,
    /// The page's host on another port: another origin of the same site.
    SameSite,
}

/// A URL of the site and its answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Resource {
    /// Where it is.
    pub host: Host,
    /// Path and query, such as `/0` or `/1?x`; unique within the experiment, also over hosts.
    pub path: String,
    /// The answer to a CORS-preflight request.
    pub preflight: Answer,
    /// The answer to any other request.
    pub actual: Answer,
    /// Both answers from the second step on, where they differ from those above.
    pub later: Option<Box<(Answer, Answer)>>,
}

/// A response, but for its body: the laboratory sends [`BODY`](super::BODY), delimited by the connection's end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// 100 to 999; what a browser makes of the odd ones is for the experiment to find out.
    pub status: u16,
    /// The lines `Name:` + value, byte for byte: the value begins right after the colon. None is added.
    pub headers: Vec<(String, Vec<u8>)>,
}

/// One call of `fetch()`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// When, from the start of the experiment.
    pub at: Duration,
    /// What is asked for.
    pub request: FetchInit,
}

/// The arguments of `fetch()`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FetchInit {
    /// The URL, as an index into [`Experiment::site`].
    pub resource: usize,
    /// The method as written.
    pub method: String,
    /// Header names and values as written; one byte is one code point of the script's string.
    pub headers: Vec<(String, Vec<u8>)>,
    /// `credentials`.
    pub credentials: CredentialsMode,
    /// `mode`.
    pub mode: RequestMode,
    /// `redirect`.
    pub redirect: RedirectMode,
    /// `referrerPolicy`.
    pub referrer_policy: ReferrerPolicy,
}

impl Host {
    /// Every host.
    pub const ALL: [Self; 4] = [Self::Own, Self::Other, Self::Third, Self::SameSite];

    /// Its name in placeholders.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Own => "own",
            Self::Other => "other",
            Self::Third => "third",
            Self::SameSite => "same-site",
        }
    }

    /// The host name in real URLs. Every engine resolves names under `localhost` to loopback without asking anyone.
    #[must_use]
    pub(super) const fn domain(self) -> &'static str {
        match self {
            Self::Own | Self::SameSite => "page.localhost",
            Self::Other => "other.localhost",
            Self::Third => "third.localhost",
        }
    }
}
