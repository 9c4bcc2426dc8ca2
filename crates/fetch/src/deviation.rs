//! Where browsers depart from the standard.

use crate::profile::Engine;
use crate::profile::Engine::{Chromium, Firefox, WebKit};

macro_rules! deviations {
    ($($(#[doc = $doc:literal])+ $name:ident = $code:literal: [$($engine:ident),+],)+) => {
        /// A named, documented departure of one or more engines from the standard.
        ///
        /// Each was seen in the engine, of the version that [`Engine::observed_version`] names: most of
        /// them by the laboratory, those that only change a message in the engine's console.
        /// Everything not listed here, the engines do as the standard says, as far as the laboratory's
        /// cases go.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum Deviation {
            $($(#[doc = $doc])+ $name,)+
        }

        impl Deviation {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// Its name: public, stable, never reused.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self {
                    $(Self::$name => $code,)+
                }
            }

            /// What the engines do, in a sentence or more.
            ///
            /// ```
            /// use corsmith_fetch::Deviation;
            ///
            /// let about = Deviation::DropsUserAgent.about();
            /// assert_eq!(about, "A `User-Agent` that the page sets is dropped in silence.");
            /// ```
            #[must_use]
            pub fn about(self) -> &'static str {
                match self {
                    $(Self::$name => concat!($($doc),+).trim_start(),)+
                }
            }

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
                    $(Self::$name => &[$($engine),+],)+
                }
            }
        }
    };
}

// By the part of the standard: requests, redirects, the CORS-preflight response, its cache.
deviations! {
    /// `Access-Control-Allow-Headers: *` covers `Authorization` too. The standard asks for its name
    /// (whatwg/fetch issue 1919 is open about that).
    WildcardCoversAuthorization = "wildcard-covers-authorization": [Chromium, Firefox, WebKit],
    /// Fields of one name are one, joined with `, `, before their values are judged. The standard
    /// judges each alone.
    CombinesRequestHeaders = "combines-request-headers": [Chromium, WebKit],
    /// A name that the page sets twice is twice in `Access-Control-Request-Headers`.
    RepeatsRequestHeaderNames = "repeats-request-header-names": [Firefox],
    /// Of several fields of a name that can only be there once, such as `Content-Type` or
    /// `Authorization`, the last is sent, and no other.
    SendsLastOfSingletons = "sends-last-of-singletons": [Firefox],
    /// Client hints with sound values (`Device-Memory`, `Downlink`, `DPR`, `ECT`, `RTT`, `Save-Data`,
    /// `Viewport-Width`, `Width`) are safelisted too, as in an earlier standard; but for `Save-Data`
    /// they do not survive a redirect to another origin than the page's.
    SafelistsClientHints = "safelists-client-hints": [Chromium],
    /// Safelisted values may have any length together: 1024 bytes are no limit.
    IgnoresSafelistSum = "ignores-safelist-sum": [Firefox],
    /// The unit of a safelisted `Range` may be in any case: `Bytes=0-1`.
    RangeUnitIgnoresCase = "range-unit-ignores-case": [WebKit],
    /// The numbers of a safelisted `Range` have a limit: in Chromium they are less than 2^63 - 1, in
    /// Firefox and WebKit less than 2^64.
    RangeIsLimited = "range-is-limited": [Chromium, Firefox, WebKit],
    /// A safelisted `Content-Type` has no comma, and no semicolon at its end but its only one.
    ContentTypeIsParsedStrictly = "content-type-is-parsed-strictly": [Firefox],
    /// Bytes beyond ASCII are unsafe in `Accept` and `Content-Type`.
    NonAsciiIsUnsafe = "non-ascii-is-unsafe": [Firefox],
    /// A `User-Agent` that the page sets is dropped in silence.
    DropsUserAgent = "drops-user-agent": [Chromium],
    /// Whether a preflight is due is decided by the headers as the page gave them, and once it is,
    /// it is for every redirect after, also where the method or the header that asked for it is gone.
    StaysPreflighted = "stays-preflighted": [Firefox, WebKit],
    /// After a redirect `Access-Control-Request-Headers` still names headers that are gone.
    PreflightNamesOriginalHeaders = "preflight-names-original-headers": [WebKit],
    /// A CORS-preflight request has the page's origin, and its response is checked against that, also
    /// where redirect taint makes the origin of the request itself `null`. At the page's own origin
    /// there is no CORS check of it.
    PreflightKeepsOrigin = "preflight-keeps-origin": [Firefox],
    /// On a redirect the request has the headers that the page gave, but for what this very redirect
    /// removes; what earlier ones removed is back. Whether the method changes, and with it goes
    /// `Content-Type`, is decided by the page's method. So `Authorization`, removed where the origin
    /// changed, goes to the new origin with its next redirect.
    RedirectRestoresHeaders = "redirect-restores-headers": [Firefox],
    /// `Content-Type`, removed with the body by a redirect, is back after the next, unless all is of the
    /// page's own origin.
    RedirectRestoresContentType = "redirect-restores-content-type": [WebKit],
    /// A `no-cors` request that was redirected to another origin has `Origin: null`, also where it
    /// comes from the page's own origin, which taints nothing.
    NoCorsRedirectHidesOrigin = "no-cors-redirect-hides-origin": [Chromium],
    /// A request outside the CORS protocol, such as a `no-cors` POST, carries its origin also under the
    /// referrer policies `no-referrer` and `same-origin`. By the standard its `Origin` is `null` then.
    OriginIgnoresReferrerPolicy = "origin-ignores-referrer-policy": [Chromium],
    /// A request has the `Origin` header that the one before the redirect had, also where the method
    /// has become `GET`; until a redirect leads to another origin.
    RedirectKeepsOriginHeader = "redirect-keeps-origin-header": [WebKit],
    /// `DELETE` becomes `GET` on any redirect to another origin. Seen in WebKitGTK; Safari has another
    /// network stack.
    RedirectTurnsDeleteIntoGet = "redirect-turns-delete-into-get": [WebKit],
    /// Of a request with credentials mode `same-origin` that began at the page's own origin, the
    /// redirects of other origins are checked as though credentials were included.
    RedirectCheckIncludesCredentials = "redirect-check-includes-credentials": [WebKit],
    /// A negative `Access-Control-Max-Age` means that nothing is kept. To the standard it is no
    /// number, hence 5 seconds.
    NegativeMaxAgeIsZero = "negative-max-age-is-zero": [Chromium, WebKit],
    /// `Access-Control-Max-Age: +5` is 5.
    MaxAgeTakesPlusSign = "max-age-takes-plus-sign": [Chromium, WebKit],
    /// An `Access-Control-Max-Age` that is no number means that nothing is kept.
    InvalidMaxAgeStoresNothing = "invalid-max-age-stores-nothing": [Firefox],
    /// The CORS-preflight cache has one place for requests that include credentials and another for
    /// those that do not. The standard lets an entry with credentials serve both.
    CacheKeyedByCredentials = "cache-keyed-by-credentials": [Firefox],
    /// `*` in the CORS-preflight cache is a name like any other: what it allowed is asked again.
    CacheWildcardIsLiteral = "cache-wildcard-is-literal": [Firefox],
    /// `*` in the CORS-preflight cache is a wildcard only if it came without credentials.
    CacheWildcardNeedsUncredentialed = "cache-wildcard-needs-uncredentialed": [Chromium],
    /// On lookup in the CORS-preflight cache, `HEAD` must be listed; only `GET` and `POST` need not.
    CacheWantsHeadListed = "cache-wants-head-listed": [Firefox],
    /// `*` in the CORS-preflight cache does not cover `Authorization`, although on a CORS-preflight
    /// response it does.
    CacheWildcardLeavesAuthorization = "cache-wildcard-leaves-authorization": [Chromium],
    /// What was allowed to `null` is not found in the CORS-preflight cache again: after redirect taint
    /// never, for an opaque origin within the same fetch only.
    CacheForgetsNull = "cache-forgets-null": [Chromium],
    /// What was allowed to `null` after redirect taint is found in the CORS-preflight cache within the
    /// same fetch only.
    CacheForgetsTaint = "cache-forgets-taint": [WebKit],
    /// What a CORS-preflight response allows is kept also where it does not allow the request that
    /// asked.
    CacheKeepsRefusals = "cache-keeps-refusals": [WebKit],
    /// What the CORS-preflight cache has for an origin and URL is dropped as soon as a request is
    /// not covered by it: so it holds what one response granted, and that never grows.
    CacheDropsOnMiss = "cache-drops-on-miss": [Chromium, WebKit],
    /// A network error leaves the CORS-preflight cache as it is.
    CacheSurvivesNetworkError = "cache-survives-network-error": [Chromium, WebKit],
    /// A new preflight restarts the time for which an entry is kept. By the letter of the standard
    /// it only changes its max-age.
    CacheRestartsTime = "cache-restarts-time": [Firefox],
    /// A redirect in answer to a CORS-preflight request is refused before its CORS check: another
    /// message, the same outcome.
    PreflightRedirectFirst = "preflight-redirect-first": [Chromium],
    /// Status 407 of a server that is no proxy is handed to the page. The standard would ask the
    /// user for a password.
    ProxyAuthenticationIsReadable = "proxy-authentication-is-readable": [Firefox, WebKit],
    /// In the redirect mode `error` a redirect status without `Location`, or with an empty one, is no
    /// redirect, hence no error.
    NoLocationIsNoError = "no-location-is-no-error": [Chromium, WebKit],
    /// An empty `Location` is none. To the standard it is the URL itself.
    EmptyLocationIsNone = "empty-location-is-none": [Chromium],
    /// An empty `Location` is a network error.
    EmptyLocationFails = "empty-location-fails": [WebKit],
    /// A redirect to a URL with a username or a password in it is a network error, also where it is of
    /// the page's own origin.
    RedirectCredentialsFail = "redirect-credentials-fail": [Chromium],
    /// The first redirect from the page's own origin to a URL of another with a username or a password
    /// in it is refused only after the preflight there.
    RedirectCredentialsFoundLate = "redirect-credentials-found-late": [WebKit],
    /// Several `Location` fields that are equal are one.
    AcceptsEqualLocations = "accepts-equal-locations": [Chromium, Firefox],
    /// Several `Location` fields are one, joined with `, `, and that is followed.
    JoinsLocations = "joins-locations": [WebKit],
    /// The status of a CORS-preflight response is judged before its CORS check: another message, the
    /// same outcome.
    StatusBeforeCorsCheck = "status-before-cors-check": [WebKit],
}

#[cfg(test)]
mod tests {
    use super::Deviation;

    #[test]
    fn codes_are_unique_and_texts_are_sentences() {
        for (index, deviation) in Deviation::ALL.iter().enumerate() {
            let earlier = &Deviation::ALL[..index];
            assert!(earlier.iter().all(|other| other.code() != deviation.code()), "{deviation:?}");
            assert!(deviation.about().ends_with('.'), "{deviation:?}");
            assert!(!deviation.about().contains("  "), "{deviation:?}");
        }
    }
}
