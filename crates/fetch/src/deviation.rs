//! Where browsers depart from the standard.

use crate::profile::Engine;
use crate::profile::Engine::{Chromium, Firefox, WebKit};

/// A named, documented departure of one or more engines from the standard.
///
/// The version is the one in which the laboratory saw it. Everything not listed here, the engines do
/// as the standard says, as far as the laboratory's cases go.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Deviation {
    /// `Access-Control-Allow-Headers: *` covers `Authorization` too. The standard asks for its name
    /// (whatwg/fetch issue 1919 is open about that).
    WildcardCoversAuthorization,
    /// Fields of one name are one, joined with `, `, before their values are judged. The standard
    /// judges each alone.
    CombinesRequestHeaders,
    /// A name that the page sets twice is twice in `Access-Control-Request-Headers`.
    RepeatsRequestHeaderNames,
    /// Of several `Content-Type` fields the last is sent, and no other.
    SendsLastContentType,
    /// The request headers `Device-Memory`, `DPR`, `Save-Data`, `Viewport-Width` and `Width` are
    /// safelisted too: an earlier standard had client hints on the list.
    SafelistsClientHints,
    /// A negative `Access-Control-Max-Age` means that nothing is kept. To the standard it is no
    /// number, hence 5 seconds.
    NegativeMaxAgeIsZero,
    /// `Access-Control-Max-Age: +5` is 5.
    MaxAgeTakesPlusSign,
    /// An `Access-Control-Max-Age` that is no number means that nothing is kept.
    InvalidMaxAgeStoresNothing,
    /// The CORS-preflight cache has one place for requests that include credentials and another for
    /// those that do not. The standard lets an entry with credentials serve both.
    CacheKeyedByCredentials,
    /// `*` in the CORS-preflight cache is a name like any other: what it allowed is asked again.
    CacheWildcardIsLiteral,
    /// `*` in the CORS-preflight cache is a wildcard only if it came without credentials.
    CacheWildcardNeedsUncredentialed,
    /// On lookup in the CORS-preflight cache, `HEAD` must be listed; only `GET` and `POST` need not.
    CacheWantsHeadListed,
    /// The CORS-preflight cache keeps one response per origin and URL: a new one replaces it whole.
    CacheHoldsOneResponse,
    /// `*` in the CORS-preflight cache does not cover `Authorization`, although on a CORS-preflight
    /// response it does.
    CacheWildcardLeavesAuthorization,
    /// What a CORS-preflight response allows is kept also where it does not allow the request that
    /// asked.
    CacheKeepsRefusals,
    /// What the CORS-preflight cache has for an origin and URL is dropped as soon as a request is
    /// not covered by it.
    CacheDropsOnMiss,
    /// A network error leaves the CORS-preflight cache as it is.
    CacheSurvivesNetworkError,
    /// A new preflight restarts the time for which an entry is kept. By the letter of the standard
    /// it only changes its max-age.
    CacheRestartsTime,
    /// A redirect in answer to a CORS-preflight request is refused before its CORS check: another
    /// message, the same outcome.
    PreflightRedirectFirst,
    /// Status 407 of a server that is no proxy is handed to the page. The standard would ask the
    /// user for a password.
    ProxyAuthenticationIsReadable,
    /// Several `Location` fields are one, joined with `, `, and that is followed.
    JoinsLocations,
    /// The status of a CORS-preflight response is judged before its CORS check: another message, the
    /// same outcome.
    StatusBeforeCorsCheck,
}

impl Deviation {
    /// All of them.
    pub const ALL: [Self; 22] = [
        Self::WildcardCoversAuthorization,
        Self::CombinesRequestHeaders,
        Self::RepeatsRequestHeaderNames,
        Self::SendsLastContentType,
        Self::SafelistsClientHints,
        Self::NegativeMaxAgeIsZero,
        Self::MaxAgeTakesPlusSign,
        Self::InvalidMaxAgeStoresNothing,
        Self::CacheKeyedByCredentials,
        Self::CacheWildcardIsLiteral,
        Self::CacheWildcardNeedsUncredentialed,
        Self::CacheWantsHeadListed,
        Self::CacheHoldsOneResponse,
        Self::CacheWildcardLeavesAuthorization,
        Self::CacheKeepsRefusals,
        Self::CacheDropsOnMiss,
        Self::CacheSurvivesNetworkError,
        Self::CacheRestartsTime,
        Self::PreflightRedirectFirst,
        Self::ProxyAuthenticationIsReadable,
        Self::JoinsLocations,
        Self::StatusBeforeCorsCheck,
    ];

    /// The engines that do it.
    ///
    /// ```
    /// use corsmith_fetch::{Deviation, Engine};
    ///
    /// assert_eq!(Deviation::WildcardCoversAuthorization.engines(), Engine::ALL);
    /// ```
    #[must_use]
    pub const fn engines(self) -> &'static [Engine] {
        match self {
            Self::WildcardCoversAuthorization | Self::CacheRestartsTime => {
                &[Chromium, Firefox, WebKit]
            }
            Self::NegativeMaxAgeIsZero
            | Self::CacheHoldsOneResponse
            | Self::CacheDropsOnMiss
            | Self::CacheSurvivesNetworkError => &[Chromium, WebKit],
            Self::CombinesRequestHeaders => &[Chromium, WebKit],
            Self::ProxyAuthenticationIsReadable => &[Firefox, WebKit],
            Self::MaxAgeTakesPlusSign
            | Self::CacheKeepsRefusals
            | Self::JoinsLocations
            | Self::StatusBeforeCorsCheck => &[WebKit],
            Self::SafelistsClientHints
            | Self::CacheWildcardNeedsUncredentialed
            | Self::CacheWildcardLeavesAuthorization
            | Self::PreflightRedirectFirst => &[Chromium],
            Self::RepeatsRequestHeaderNames
            | Self::SendsLastContentType
            | Self::InvalidMaxAgeStoresNothing
            | Self::CacheKeyedByCredentials
            | Self::CacheWildcardIsLiteral
            | Self::CacheWantsHeadListed => &[Firefox],
        }
    }
}
