//! Browser engines, where their numbers differ from the standard's.

use std::fmt;

/// A browser engine.
///
/// ```
/// use corsmith_fetch::Engine;
///
/// let caps = Engine::ALL.map(Engine::max_age_cap_seconds);
/// assert_eq!(caps, [7200, 86_400, 600]);
/// assert_eq!(Engine::WebKit.to_string(), "WebKit");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Engine {
    /// Chrome, Edge, Opera, and other browsers built on Chromium.
    Chromium,
    /// Firefox (Gecko).
    Firefox,
    /// Safari, and every browser on iOS.
    WebKit,
}

impl Engine {
    /// Every engine, in the order in which reports list them.
    pub const ALL: [Self; 3] = [Self::Chromium, Self::Firefox, Self::WebKit];

    /// The longest time, in seconds, the engine keeps an entry of its CORS-preflight cache
    /// ([step 7.10](https://fetch.spec.whatwg.org/#cors-preflight-fetch-0): "imposed limit on
    /// max-age"). A longer `Access-Control-Max-Age` is not an error, only without effect.
    ///
    /// Chromium: `kMaxTimeout` (two hours since version 76). Firefox: 24 hours. WebKit:
    /// `maxPreflightCacheTimeout`.
    #[must_use]
    pub const fn max_age_cap_seconds(self) -> u64 {
        match self {
            Self::Chromium => 7200,
            Self::Firefox => 86_400,
            Self::WebKit => 600,
        }
    }
}

impl fmt::Display for Engine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Chromium => "Chromium",
            Self::Firefox => "Firefox",
            Self::WebKit => "WebKit",
        })
    }
}
