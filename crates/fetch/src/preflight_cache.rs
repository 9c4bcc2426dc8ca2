//! The CORS-preflight cache.

use std::time::Duration;

use crate::deviation::Deviation;
use crate::header_name::is_cors_non_wildcard_request_header_name;
use crate::method::is_cors_safelisted_method;
use crate::names::WILDCARD;
use crate::preflight_check::PreflightGrant;
use crate::profile::Profile;

/// How many entries are kept. "Cache entries may be removed before that moment arrives": the oldest
/// go first.
pub const MAX_CACHE_ENTRIES: usize = 1000;

/// The [CORS-preflight cache](https://fetch.spec.whatwg.org/#cors-preflight-cache) of one network
/// partition: which methods and header names need not be asked for again. Never more than
/// [`MAX_CACHE_ENTRIES`].
///
/// ```
/// use corsmith_fetch::PreflightCache;
///
/// assert!(PreflightCache::new().entries().is_empty());
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PreflightCache {
    entries: Vec<CacheEntry>,
}

/// A [cache entry](https://fetch.spec.whatwg.org/#cache-entry).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CacheEntry {
    /// The byte-serialized origin of the request; `null` after redirect taint.
    pub origin: String,
    /// The URL, without its fragment.
    pub url: String,
    /// Whether the request's credentials mode was `include`.
    pub credentials: bool,
    /// What is granted.
    pub granted: Granted,
    /// For how many seconds.
    pub max_age_seconds: u64,
    /// When it was stored.
    pub stored_at: Duration,
}

/// What a cache entry grants: exactly one of the standard's two fields.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Granted {
    /// A method, or `*`.
    Method(String),
    /// A header name as it was written, or `*`.
    HeaderName(String),
}

/// Why main fetch wants a preflight.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PreflightDemand {
    /// The use-CORS-preflight flag.
    UseCorsPreflightFlag,
    /// The method or a header is not safelisted.
    MethodOrHeaders,
    /// Only that a request before a redirect wanted one: see [`Deviation::StaysPreflighted`].
    EarlierHop,
}

/// The request for which the cache is asked.
#[derive(Clone, Copy, Debug)]
pub(crate) struct CacheKey<'a> {
    pub(crate) origin: &'a str,
    pub(crate) url: &'a str,
    pub(crate) credentials: bool,
}

impl PreflightCache {
    /// An empty cache.
    #[must_use]
    pub const fn new() -> Self {
        Self { entries: Vec::new() }
    }

    /// The entries, oldest first.
    #[must_use]
    pub fn entries(&self) -> &[CacheEntry] {
        &self.entries
    }

    /// Removes what has expired by `now`.
    pub fn expire(&mut self, now: Duration) {
        self.entries.retain(|entry| {
            now < entry.stored_at.saturating_add(Duration::from_secs(entry.max_age_seconds))
        });
    }

    /// HTTP fetch, step 4.1: whether a request of this method with these CORS-unsafe request-header
    /// names must be preflighted.
    pub(crate) fn needs_preflight(
        &self,
        key: CacheKey<'_>,
        method: &str,
        unsafe_names: &[String],
        demand: PreflightDemand,
        profile: Profile,
    ) -> bool {
        let method_matches =
            || self.entries.iter().any(|entry| entry.matches_method(key, method, profile));
        let head = method == "HEAD" && profile.has(Deviation::CacheWantsHeadListed);
        let is_method_granted = match demand {
            PreflightDemand::UseCorsPreflightFlag => method_matches(),
            _ if !is_cors_safelisted_method(method) || head => method_matches(),
            PreflightDemand::MethodOrHeaders => true,
            PreflightDemand::EarlierHop => {
                self.entries.iter().any(|entry| entry.matches(key, profile))
            }
        };
        let name_matches =
            |name: &String| self.entries.iter().any(|entry| entry.matches_name(key, name, profile));
        !is_method_granted || !unsafe_names.iter().all(name_matches)
    }

    /// Drops what there is for an origin and URL, where an engine does so on a miss.
    pub(crate) fn miss(&mut self, key: CacheKey<'_>, profile: Profile) {
        if profile.has(Deviation::CacheDropsOnMiss) {
            self.clear(key);
        }
    }

    /// CORS-preflight fetch, steps 7.12 to 7.15. `grant` has its max-age capped already.
    pub(crate) fn store(
        &mut self,
        key: CacheKey<'_>,
        grant: PreflightGrant,
        now: Duration,
        profile: Profile,
    ) {
        let max_age = grant.max_age_seconds;
        for method in grant.methods {
            let matches = |entry: &CacheEntry| entry.matches_method(key, &method, profile);
            if !self.update(matches, max_age, now, profile) {
                self.create(key, Granted::Method(method), max_age, now);
            }
        }
        for name in grant.header_names {
            let matches = |entry: &CacheEntry| entry.matches_name(key, &name, profile);
            if !self.update(matches, max_age, now, profile) {
                self.create(key, Granted::HeaderName(name), max_age, now);
            }
        }
    }

    fn update(
        &mut self,
        matches: impl Fn(&CacheEntry) -> bool,
        max_age_seconds: u64,
        now: Duration,
        profile: Profile,
    ) -> bool {
        let mut any = false;
        for entry in self.entries.iter_mut().filter(|entry| matches(entry)) {
            any = true;
            entry.max_age_seconds = max_age_seconds;
            if profile.has(Deviation::CacheRestartsTime) {
                entry.stored_at = now;
            }
        }
        any
    }

    /// [#concept-cache-create-entry](https://fetch.spec.whatwg.org/#concept-cache-create-entry)
    fn create(&mut self, key: CacheKey<'_>, granted: Granted, max_age: u64, now: Duration) {
        if self.entries.len() >= MAX_CACHE_ENTRIES {
            self.entries.remove(0);
        }
        self.entries.push(CacheEntry {
            origin: key.origin.to_owned(),
            url: key.url.to_owned(),
            credentials: key.credentials,
            granted,
            max_age_seconds: max_age,
            stored_at: now,
        });
    }

    /// [#concept-cache-clear](https://fetch.spec.whatwg.org/#concept-cache-clear): of any
    /// credentials.
    pub(crate) fn clear(&mut self, key: CacheKey<'_>) {
        self.entries.retain(|entry| entry.origin != key.origin || entry.url != key.url);
    }
}

impl PreflightCache {
    /// Drops what there is for an origin, where an engine does so.
    pub(crate) fn clear_origin(&mut self, origin: &str) {
        self.entries.retain(|entry| entry.origin != origin);
    }
}

impl CacheEntry {
    /// [#concept-cache-match](https://fetch.spec.whatwg.org/#concept-cache-match)
    fn matches(&self, key: CacheKey<'_>, profile: Profile) -> bool {
        let credentials = if profile.has(Deviation::CacheKeyedByCredentials) {
            self.credentials == key.credentials
        } else {
            self.credentials || !key.credentials
        };
        credentials && self.origin == key.origin && self.url == key.url
    }

    /// [#concept-cache-match-method](https://fetch.spec.whatwg.org/#concept-cache-match-method)
    fn matches_method(&self, key: CacheKey<'_>, method: &str, profile: Profile) -> bool {
        let Granted::Method(own) = &self.granted else { return false };
        (own == method || (own == WILDCARD && self.is_wildcard(key, profile)))
            && self.matches(key, profile)
    }

    /// [#concept-cache-match-header](https://fetch.spec.whatwg.org/#concept-cache-match-header)
    fn matches_name(&self, key: CacheKey<'_>, name: &str, profile: Profile) -> bool {
        let Granted::HeaderName(own) = &self.granted else { return false };
        let covered = || {
            !is_cors_non_wildcard_request_header_name(name)
                || (profile.has(Deviation::WildcardCoversAuthorization)
                    && !profile.has(Deviation::CacheWildcardLeavesAuthorization))
        };
        let is_match = own.eq_ignore_ascii_case(name)
            || (own == WILDCARD && covered() && self.is_wildcard(key, profile));
        is_match && self.matches(key, profile)
    }

    /// Whether an entry `*` stands for anything. By the letter it always does, also where it was
    /// stored by a request with credentials, to which it granted nothing but a method `*`: no engine
    /// takes that for a request with credentials, and neither do we.
    fn is_wildcard(&self, key: CacheKey<'_>, profile: Profile) -> bool {
        if profile.has(Deviation::CacheWildcardIsLiteral) {
            return false;
        }
        if profile.has(Deviation::CacheWildcardNeedsUncredentialed) {
            return !self.credentials;
        }
        !key.credentials
    }
}
