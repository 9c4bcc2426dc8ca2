//! How a server's answer can differ from the policy's.

use std::fmt;

/// A kind of difference; a closed list, so that a target can declare the ones it is known for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DifferenceKind {
    /// A browser would send or let read what the policy denies. Never acceptable.
    GrantsDenied,
    /// A browser would not send or not let read what the policy allows.
    DeniesGranted,
    /// The same, on an answer with an error status only.
    DeniesGrantedOnError,
    /// A path in an unusual spelling, such as `/x/..%2fapi/`, is granted less than the policy allows it.
    DeniesOddPath,
    /// The origin is granted, though no browser can send it: harmless, and untidy.
    GrantsUnsendableOrigin,
    /// Scripts can read other response headers than the policy exposes.
    ExposesOtherHeaders,
    /// The preflight's answer may be reused for another time than `max-age` says.
    CachesPreflightOtherwise,
    /// `Vary: Origin` is missing where the answer depends on the origin: a cache may serve one
    /// origin's answer to another.
    LacksVary,
    /// `Vary: Origin` where the answer is the same for every origin: caches store it once for each.
    NeedlessVary,
    /// The application's own `Vary` is lost.
    LosesVary,
    /// Headers of the CORS protocol reach an origin that is not allowed: they grant nothing, and
    /// tell it about the policy.
    DisclosesPolicy,
    /// A request that is not a preflight, such as an `OPTIONS` of the application, does not reach
    /// the application.
    KeepsFromApplication,
    /// A preflight reaches the application.
    PassesPreflightOn,
    /// A preflight for `OPTIONS` passes, which the policy does not list: harmless, since the method
    /// changes nothing.
    GrantsOptions,
}

impl DifferenceKind {
    /// All of them, gravest first.
    pub const ALL: &'static [Self] = &[
        Self::GrantsDenied,
        Self::DeniesGranted,
        Self::DeniesGrantedOnError,
        Self::DeniesOddPath,
        Self::LacksVary,
        Self::LosesVary,
        Self::ExposesOtherHeaders,
        Self::CachesPreflightOtherwise,
        Self::DisclosesPolicy,
        Self::KeepsFromApplication,
        Self::PassesPreflightOn,
        Self::GrantsOptions,
        Self::NeedlessVary,
        Self::GrantsUnsendableOrigin,
    ];

    /// What it means for whoever runs the server: a sentence.
    #[must_use]
    pub fn meaning(self) -> &'static str {
        match self {
            Self::GrantsDenied => {
                "A browser sends or lets read what the policy denies. Never declared."
            }
            Self::DeniesGranted => {
                "A browser does not send or not let read what the policy allows."
            }
            Self::DeniesGrantedOnError => {
                "The same, on an answer with an error status only: the page sees a network error instead of the status."
            }
            Self::DeniesOddPath => {
                "The same, for a path that no page writes like that: encoded, with dot segments, or in other letters than the policy's."
            }
            Self::GrantsUnsendableOrigin => {
                "An origin is granted that no browser can send, such as one with upper case. Harmless."
            }
            Self::ExposesOtherHeaders => {
                "Scripts can read other response headers than the policy exposes."
            }
            Self::CachesPreflightOtherwise => {
                "A preflight's answer is reused for another time than `max-age` says."
            }
            Self::LacksVary => {
                "`Vary: Origin` is missing: a cache may serve one origin's answer to another."
            }
            Self::NeedlessVary => {
                "`Vary: Origin` though the answer is the same for every origin: caches store it more than once."
            }
            Self::LosesVary => "The application's own `Vary` is lost.",
            Self::DisclosesPolicy => {
                "Headers of the CORS protocol reach an origin that is not allowed. They grant nothing."
            }
            Self::KeepsFromApplication => {
                "A request that is not a preflight does not reach the application."
            }
            Self::PassesPreflightOn => "A preflight reaches the application.",
            Self::GrantsOptions => {
                "`OPTIONS` is allowed, which the policy does not list. Harmless: it changes nothing, and many servers list it."
            }
        }
    }
}

impl fmt::Display for DifferenceKind {
    /// The stable name, in kebab case.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::GrantsDenied => "grants-denied",
            Self::DeniesGranted => "denies-granted",
            Self::DeniesGrantedOnError => "denies-granted-on-error",
            Self::DeniesOddPath => "denies-odd-path",
            Self::GrantsUnsendableOrigin => "grants-unsendable-origin",
            Self::ExposesOtherHeaders => "exposes-other-headers",
            Self::CachesPreflightOtherwise => "caches-preflight-otherwise",
            Self::LacksVary => "lacks-vary",
            Self::NeedlessVary => "needless-vary",
            Self::LosesVary => "loses-vary",
            Self::DisclosesPolicy => "discloses-policy",
            Self::KeepsFromApplication => "keeps-from-application",
            Self::PassesPreflightOn => "passes-preflight-on",
            Self::GrantsOptions => "grants-options",
        })
    }
}

/// One difference, with what was expected and what was seen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// Its kind.
    pub kind: DifferenceKind,
    /// What was expected and what was seen: a sentence without its full stop.
    pub detail: String,
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.kind, self.detail)
    }
}
