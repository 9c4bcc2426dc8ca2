//! Browser engines, and what they make of the standard.

use std::fmt;

use crate::deviation::Deviation;

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

impl Engine {
    /// The version that the laboratory compared with the profile, in November 2026.
    ///
    /// ```
    /// use corsmith_fetch::Engine;
    ///
    /// assert_eq!(Engine::WebKit.observed_version(), "WebKitGTK 2.50.6");
    /// ```
    #[must_use]
    pub const fn observed_version(self) -> &'static str {
        match self {
            Self::Chromium => "Chromium 156",
            Self::Firefox => "Firefox ESR 153.7",
            Self::WebKit => "WebKitGTK 2.50.6",
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

/// Whose behaviour is simulated: the standard to the letter, or an engine with its
/// [deviations](Deviation).
///
/// ```
/// use corsmith_fetch::{Deviation, Engine, Profile};
///
/// assert!(!Profile::STANDARD.has(Deviation::WildcardCoversAuthorization));
/// let chromium = Profile::of(Engine::Chromium);
/// assert!(chromium.has(Deviation::WildcardCoversAuthorization));
/// assert_eq!(chromium.to_string(), "chromium");
/// assert_eq!(Profile::from_name("chromium"), Some(chromium));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Profile {
    engine: Option<Engine>,
    max_age_cap_seconds: Option<u64>,
    without: Option<Deviation>,
}

impl Profile {
    /// The standard: no deviations, and no limit on max-age, which it leaves to browsers.
    pub const STANDARD: Self = Self { engine: None, max_age_cap_seconds: None, without: None };

    /// The standard, then every engine.
    pub const ALL: [Self; 4] = [
        Self::STANDARD,
        Self::of(Engine::Chromium),
        Self::of(Engine::Firefox),
        Self::of(Engine::WebKit),
    ];

    /// An engine.
    #[must_use]
    pub const fn of(engine: Engine) -> Self {
        Self {
            engine: Some(engine),
            max_age_cap_seconds: Some(engine.max_age_cap_seconds()),
            without: None,
        }
    }

    /// The profile of this name: `standard`, `chromium`, `firefox` or `webkit`.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|profile| profile.name() == name)
    }

    /// The name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self.engine {
            None => "standard",
            Some(Engine::Chromium) => "chromium",
            Some(Engine::Firefox) => "firefox",
            Some(Engine::WebKit) => "webkit",
        }
    }

    /// The engine, or `None` for the standard.
    #[must_use]
    pub const fn engine(self) -> Option<Engine> {
        self.engine
    }

    /// The same with another limit on how long a preflight's answer is kept, in seconds; `None` for
    /// no limit.
    #[must_use]
    pub const fn with_max_age_cap_seconds(self, cap: Option<u64>) -> Self {
        Self { max_age_cap_seconds: cap, ..self }
    }

    /// The limit on how long a preflight's answer is kept, in seconds.
    #[must_use]
    pub const fn max_age_cap_seconds(self) -> Option<u64> {
        self.max_age_cap_seconds
    }

    /// The same, but for one deviation: what the engine would do if it kept to the standard there.
    ///
    /// ```
    /// use corsmith_fetch::{Deviation, Engine, Profile};
    ///
    /// let deviation = Deviation::WildcardCoversAuthorization;
    /// assert!(!Profile::of(Engine::Chromium).without(deviation).has(deviation));
    /// ```
    #[must_use]
    pub const fn without(self, deviation: Deviation) -> Self {
        Self { without: Some(deviation), ..self }
    }

    /// Whether the deviation is made.
    #[must_use]
    pub fn has(self, deviation: Deviation) -> bool {
        self.without != Some(deviation)
            && self.engine.is_some_and(|engine| deviation.engines().contains(&engine))
    }
}

impl fmt::Display for Profile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
