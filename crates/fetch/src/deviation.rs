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
    /// Of several fields of a name that can only be there once, such as `Content-Type` or
    /// `Authorization`, the last is sent, and no other.
    SendsLastOfSingletons,
    /// Client hints with sound values (`Device-Memory`, `Downlink`, `DPR`, `ECT`, `RTT`, `Save-Data`,
    /// `Viewport-Width`, `Width`) are safelisted too, as in an earlier standard; but for `Save-Data`
    /// they do not survive a redirect to another origin than the page's.
    SafelistsClientHints,
    /// Safelisted values may have any length together: 1024 bytes are no limit.
    IgnoresSafelistSum,
    /// The unit of a safelisted `Range` may be in any case: `Bytes=0-1`.
    RangeUnitIgnoresCase,
    /// A `User-Agent` that the page sets is dropped in silence.
    DropsUserAgent,
    /// Whether a preflight is due is decided by the headers as the page gave them, and once it is,
    /// it is for every redirect after, also where the method or the header that asked for it is gone.
    StaysPreflighted,
    /// After a redirect `Access-Control-Request-Headers` still names headers that are gone.
    PreflightNamesOriginalHeaders,
    /// A CORS-preflight request has the page's origin, and its response is checked against that, also
    /// where redirect taint makes the origin of the request itself `null`. At the page's own origin
    /// there is no CORS check of it.
    PreflightKeepsOrigin,
    /// On a redirect the request has the headers that the page gave, but for what this very redirect
    /// removes; what earlier ones removed is back. Whether the method changes, and with it goes
    /// `Content-Type`, is decided by the page's method. So `Authorization`, removed where the origin
    /// changed, goes to the new origin with its next redirect.
    RedirectRestoresHeaders,
    /// `Content-Type`, removed with the body by a redirect, is back after the next.
    RedirectRestoresContentType,
    /// A `no-cors` request that was redirected to another origin has `Origin: null`, also where it
    /// comes from the page's own origin, which taints nothing.
    NoCorsRedirectHidesOrigin,
    /// A request has the `Origin` header that the one before the redirect had, also where the method
    /// has become `GET`; until a redirect leads to another origin.
    RedirectKeepsOriginHeader,
    /// `DELETE` becomes `GET` on any redirect to another origin. Seen in WebKitGTK; Safari has another
    /// network stack.
    RedirectTurnsDeleteIntoGet,
    /// Of a request with credentials mode `same-origin` that began at the page's own origin, the
    /// redirects of other origins are checked as though credentials were included.
    RedirectCheckIncludesCredentials,
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
    /// What was allowed to an origin that serialises to `null`, opaque or tainted, is never found in the
    /// CORS-preflight cache again.
    CacheForgetsNull,
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
    /// In the redirect mode `error` a redirect status without `Location`, or with an empty one, is no
    /// redirect, hence no error.
    NoLocationIsNoError,
    /// An empty `Location` is none. To the standard it is the URL itself.
    EmptyLocationIsNone,
    /// An empty `Location` is a network error.
    EmptyLocationFails,
    /// Several `Location` fields that are equal are one.
    AcceptsEqualLocations,
    /// Several `Location` fields are one, joined with `, `, and that is followed.
    JoinsLocations,
    /// The status of a CORS-preflight response is judged before its CORS check: another message, the
    /// same outcome.
    StatusBeforeCorsCheck,
}

impl Deviation {
    /// All of them.
    pub const ALL: [Self; 39] = [
        Self::WildcardCoversAuthorization,
        Self::CombinesRequestHeaders,
        Self::RepeatsRequestHeaderNames,
        Self::SendsLastOfSingletons,
        Self::SafelistsClientHints,
        Self::IgnoresSafelistSum,
        Self::RangeUnitIgnoresCase,
        Self::DropsUserAgent,
        Self::StaysPreflighted,
        Self::PreflightNamesOriginalHeaders,
        Self::PreflightKeepsOrigin,
        Self::RedirectRestoresHeaders,
        Self::RedirectRestoresContentType,
        Self::NoCorsRedirectHidesOrigin,
        Self::RedirectKeepsOriginHeader,
        Self::RedirectTurnsDeleteIntoGet,
        Self::RedirectCheckIncludesCredentials,
        Self::NegativeMaxAgeIsZero,
        Self::MaxAgeTakesPlusSign,
        Self::InvalidMaxAgeStoresNothing,
        Self::CacheKeyedByCredentials,
        Self::CacheWildcardIsLiteral,
        Self::CacheWildcardNeedsUncredentialed,
        Self::CacheWantsHeadListed,
        Self::CacheHoldsOneResponse,
        Self::CacheWildcardLeavesAuthorization,
        Self::CacheForgetsNull,
        Self::CacheKeepsRefusals,
        Self::CacheDropsOnMiss,
        Self::CacheSurvivesNetworkError,
        Self::CacheRestartsTime,
        Self::PreflightRedirectFirst,
        Self::ProxyAuthenticationIsReadable,
        Self::NoLocationIsNoError,
        Self::EmptyLocationIsNone,
        Self::EmptyLocationFails,
        Self::AcceptsEqualLocations,
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
            Self::CombinesRequestHeaders
            | Self::NegativeMaxAgeIsZero
            | Self::MaxAgeTakesPlusSign
            | Self::CacheHoldsOneResponse
            | Self::CacheDropsOnMiss
            | Self::CacheSurvivesNetworkError
            | Self::NoLocationIsNoError => &[Chromium, WebKit],
            Self::AcceptsEqualLocations => &[Chromium, Firefox],
            Self::StaysPreflighted | Self::ProxyAuthenticationIsReadable => &[Firefox, WebKit],
            Self::SafelistsClientHints
            | Self::DropsUserAgent
            | Self::EmptyLocationIsNone
            | Self::NoCorsRedirectHidesOrigin
            | Self::CacheWildcardNeedsUncredentialed
            | Self::CacheWildcardLeavesAuthorization
            | Self::CacheForgetsNull
            | Self::PreflightRedirectFirst => &[Chromium],
            Self::RepeatsRequestHeaderNames
            | Self::SendsLastOfSingletons
            | Self::IgnoresSafelistSum
            | Self::PreflightKeepsOrigin
            | Self::RedirectRestoresHeaders
            | Self::InvalidMaxAgeStoresNothing
            | Self::CacheKeyedByCredentials
            | Self::CacheWildcardIsLiteral
            | Self::CacheWantsHeadListed => &[Firefox],
            Self::PreflightNamesOriginalHeaders
            | Self::RangeUnitIgnoresCase
            | Self::RedirectRestoresContentType
            | Self::EmptyLocationFails
            | Self::RedirectKeepsOriginHeader
            | Self::RedirectTurnsDeleteIntoGet
            | Self::RedirectCheckIncludesCredentials
            | Self::CacheKeepsRefusals
            | Self::JoinsLocations
            | Self::StatusBeforeCorsCheck => &[WebKit],
        }
    }
}
