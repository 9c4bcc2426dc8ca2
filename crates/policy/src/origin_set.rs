//! Many origin patterns, and which of them matches: at the same cost for one and for a million.
//!
//! An exact pattern is the text of the one origin it matches, and is hashed by that text. Families
//! (subdomains, any port) are hashed by scheme, scope, host and port, and an origin is looked up
//! under the few keys that could match it: its own host, then each suffix of its host after a dot,
//! but only suffixes with as many labels as some pattern has. Nothing is allocated, and an origin
//! has at most 326 bytes, so the worst case is bounded whoever writes the `Origin` header.
//!
//! jub0bs/cors walks a radix tree of reversed hosts instead. Its two worst bugs were in that tree
//! (GHSA-vhxv-fg4m-p2w8 and issue 12), and a hash of whole labels cannot have them: `barfoo.com`
//! shares no key with `foo.com`. A fuzz target and a property test compare with a naive matcher.

use std::hash::{BuildHasher, Hasher};

use corsmith_fetch::{MAX_SERIALIZED_ORIGIN_LENGTH, RequestOrigin, SerializedOrigin};
use foldhash::fast::FixedState;
use hashbrown::HashTable;

use crate::origin_pattern::{HostScope, OriginPattern, PortPattern, TuplePattern};

/// A set of origin patterns.
///
/// ```
/// use corsmith_policy::{OriginPattern, OriginSet};
///
/// let set = OriginSet::new(vec![
///     OriginPattern::parse("https://foo.com")?,
///     OriginPattern::parse("https://*.example.com")?,
/// ]);
/// assert_eq!(set.find(b"https://a.b.example.com").map(OriginPattern::as_str), Some("https://*.example.com"));
/// assert_eq!(set.find(b"https://barfoo.com"), None);
/// # Ok::<(), corsmith_policy::OriginPatternError>(())
/// ```
#[derive(Debug, Clone, Default)]
pub struct OriginSet {
    patterns: Vec<OriginPattern>,
    /// Indices into `patterns`, of those that match one origin.
    exact: HashTable<u32>,
    /// Indices into `patterns`, of the other tuple patterns.
    families: HashTable<u32>,
    any: Option<u32>,
    null: Option<u32>,
    has_exact_hosts_with_any_port: bool,
    has_any_port: bool,
    /// Bit n is set when some pattern means the subdomains of a host with n labels.
    base_labels: u128,
}

/// What two families must share to be the same, and what an origin is looked up by.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Key<'a> {
    scheme: &'a str,
    host: &'a str,
    scope: HostScope,
    port: PortPattern,
}

impl<'a> Key<'a> {
    fn of(pattern: &'a TuplePattern) -> Self {
        Self {
            scheme: pattern.scheme(),
            host: pattern.host(),
            scope: pattern.scope(),
            port: pattern.port(),
        }
    }

    fn hash(self) -> u64 {
        let mut hasher = FixedState::default().build_hasher();
        hasher.write(self.host.as_bytes());
        let port = match self.port {
            PortPattern::Default => 0,
            PortPattern::Number(number) => u32::from(number),
            PortPattern::Any => 1 << 16,
        };
        let scope = u32::from(self.scope == HostScope::Subdomains) << 17;
        // Of the scheme only its length, for every `write` costs as much as a short host: schemes
        // of one length on one host are few, and `==` tells them apart. It is at most 64.
        let scheme = u32::try_from(self.scheme.len()).unwrap_or_default() << 18;
        hasher.write_u32(port | scope | scheme);
        hasher.finish()
    }
}

/// No host of at most 253 bytes has more labels.
const MAX_LABELS: usize = 127;

impl OriginSet {
    /// The set of `patterns`. Their order is kept; of equal patterns the first is found.
    #[must_use]
    pub fn new(patterns: Vec<OriginPattern>) -> Self {
        let mut set = Self::default();
        for (index, pattern) in patterns.iter().enumerate() {
            // A document of at most 128 MiB cannot hold 2^32 patterns.
            let Ok(index) = u32::try_from(index) else { break };
            match pattern {
                OriginPattern::Any => {
                    set.any.get_or_insert(index);
                }
                OriginPattern::Null => {
                    set.null.get_or_insert(index);
                }
                OriginPattern::Tuple(tuple) if tuple.is_exact() => {
                    let text = tuple.as_str().as_bytes();
                    let same = |other: &u32| text_at(&patterns, *other) == text;
                    let rehash = |other: &u32| hash_text(text_at(&patterns, *other));
                    set.exact.entry(hash_text(text), same, rehash).or_insert(index);
                }
                OriginPattern::Tuple(tuple) => {
                    let key = Key::of(tuple);
                    set.note(key);
                    let same = |other: &u32| key_at(&patterns, *other) == Some(key);
                    let rehash = |other: &u32| key_at(&patterns, *other).map_or(0, Key::hash);
                    set.families.entry(key.hash(), same, rehash).or_insert(index);
                }
            }
        }
        set.patterns = patterns;
        set
    }

    fn note(&mut self, key: Key<'_>) {
        self.has_any_port |= key.port == PortPattern::Any;
        match key.scope {
            HostScope::Exact => self.has_exact_hosts_with_any_port = true,
            HostScope::Subdomains => self.base_labels |= 1 << labels(key.host).min(MAX_LABELS),
        }
    }

    /// The pattern that matches `origin`, the value of an `Origin` header. The most specific one
    /// wins: an exact host before subdomains, a long base before a short one, a port before any.
    #[must_use]
    pub fn find(&self, origin: &[u8]) -> Option<&OriginPattern> {
        // The commonest question is about one of the exact origins. It needs no parsing: an equal
        // text is as well-formed as the pattern's.
        if let Some(index) = self.get_exact(origin) {
            return self.patterns.get(index as usize);
        }
        if self.families.is_empty() && self.any.is_none() && self.null.is_none() {
            return None;
        }
        self.find_inexact(RequestOrigin::parse(origin))
    }

    /// As [`OriginSet::find`], for an origin that is parsed already.
    #[must_use]
    pub fn find_parsed(&self, origin: RequestOrigin<'_>) -> Option<&OriginPattern> {
        if let RequestOrigin::Tuple(origin) = origin
            && let Some(index) = self.get_exact(origin.as_str().as_bytes())
        {
            return self.patterns.get(index as usize);
        }
        self.find_inexact(origin)
    }

    fn find_inexact(&self, origin: RequestOrigin<'_>) -> Option<&OriginPattern> {
        let index = match origin {
            RequestOrigin::Tuple(origin) => self.find_family(&origin).or(self.any),
            RequestOrigin::Null => self.null.or(self.any),
            RequestOrigin::Malformed => self.any,
        }?;
        self.patterns.get(index as usize)
    }

    fn find_family(&self, origin: &SerializedOrigin<'_>) -> Option<u32> {
        let host = origin.host();
        if self.has_exact_hosts_with_any_port
            && let Some(index) = self.find_host(origin, host, HostScope::Exact)
        {
            return Some(index);
        }
        if self.base_labels == 0 || host.starts_with('[') {
            return None;
        }
        let mut base = host;
        let mut remaining = labels(host);
        while let Some((_, rest)) = base.split_once('.') {
            base = rest;
            remaining -= 1;
            if base.is_empty() {
                return None;
            }
            if self.base_labels & (1 << remaining.min(MAX_LABELS)) != 0
                && let Some(index) = self.find_host(origin, base, HostScope::Subdomains)
            {
                return Some(index);
            }
        }
        None
    }

    fn find_host(
        &self,
        origin: &SerializedOrigin<'_>,
        host: &str,
        scope: HostScope,
    ) -> Option<u32> {
        let port = origin.port().map_or(PortPattern::Default, PortPattern::Number);
        let key = Key { scheme: origin.scheme(), host, scope, port };
        self.get(key).or_else(|| {
            if self.has_any_port { self.get(Key { port: PortPattern::Any, ..key }) } else { None }
        })
    }

    fn get(&self, key: Key<'_>) -> Option<u32> {
        let same = |index: &u32| key_at(&self.patterns, *index) == Some(key);
        self.families.find(key.hash(), same).copied()
    }

    /// The exact pattern with this text.
    fn get_exact(&self, text: &[u8]) -> Option<u32> {
        if self.exact.is_empty() || text.len() > MAX_SERIALIZED_ORIGIN_LENGTH {
            return None;
        }
        self.exact.find(hash_text(text), |index| text_at(&self.patterns, *index) == text).copied()
    }

    /// Whether `*` is in the set: answers do not depend on the origin then.
    #[must_use]
    pub fn allows_any(&self) -> bool {
        self.any.is_some()
    }

    /// Whether `null` is in the set, or is allowed by `*`.
    #[must_use]
    pub fn allows_null(&self) -> bool {
        self.null.is_some() || self.any.is_some()
    }

    /// The patterns, in the order given.
    #[must_use]
    pub fn patterns(&self) -> &[OriginPattern] {
        &self.patterns
    }

    /// How many patterns there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.patterns.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.patterns.is_empty()
    }

    /// For the pattern at `index`, another one of the set that covers it: every origin it matches
    /// is matched without it. Of two equal patterns the first covers the second.
    ///
    /// ```
    /// use corsmith_policy::{OriginPattern, OriginSet};
    ///
    /// let parse = OriginPattern::parse;
    /// let set = OriginSet::new(vec![parse("https://*.a.com")?, parse("https://x.a.com")?]);
    /// assert_eq!(set.covering(1), Some(0));
    /// assert_eq!(set.covering(0), None);
    /// # Ok::<(), corsmith_policy::OriginPatternError>(())
    /// ```
    #[must_use]
    pub fn covering(&self, index: usize) -> Option<usize> {
        let pattern = self.patterns.get(index)?;
        let another =
            |found: Option<u32>| found.map(|found| found as usize).filter(|&found| found != index);
        match pattern {
            OriginPattern::Any => another(self.any),
            OriginPattern::Null => another(self.null.filter(|&null| (null as usize) < index))
                .or_else(|| another(self.any)),
            OriginPattern::Tuple(tuple) => {
                another(self.any).or_else(|| self.covering_tuple(tuple, index))
            }
        }
    }

    fn covering_tuple(&self, tuple: &TuplePattern, index: usize) -> Option<usize> {
        let key = Key::of(tuple);
        let another = |key: Key<'_>| {
            self.get(key).map(|found| found as usize).filter(|&found| found != index)
        };
        if let Some(found) = self.get_exact(tuple.as_str().as_bytes())
            && found as usize != index
        {
            return Some(found as usize);
        }
        let with_ports =
            |key: Key<'_>| another(key).or_else(|| another(Key { port: PortPattern::Any, ..key }));
        if let Some(found) = with_ports(key) {
            return Some(found);
        }
        let mut base = key.host;
        while let Some((_, rest)) = base.split_once('.') {
            base = rest;
            let key = Key { host: base, scope: HostScope::Subdomains, ..key };
            if let Some(found) = with_ports(key) {
                return Some(found);
            }
        }
        None
    }
}

fn key_at(patterns: &[OriginPattern], index: u32) -> Option<Key<'_>> {
    match patterns.get(index as usize)? {
        OriginPattern::Tuple(pattern) => Some(Key::of(pattern)),
        OriginPattern::Any | OriginPattern::Null => None,
    }
}

fn text_at(patterns: &[OriginPattern], index: u32) -> &[u8] {
    patterns.get(index as usize).map_or(&[], |pattern| pattern.as_str().as_bytes())
}

fn hash_text(text: &[u8]) -> u64 {
    // A fixed seed: only the policy's author chooses the keys, so there is nothing to flood, and an
    // answer never depends on the order of the table.
    let mut hasher = FixedState::default().build_hasher();
    hasher.write(text);
    hasher.finish()
}

fn labels(host: &str) -> usize {
    host.bytes().filter(|&byte| byte == b'.').count() + 1
}
