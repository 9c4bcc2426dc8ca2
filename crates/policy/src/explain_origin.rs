//! Why an origin is allowed, or what it came nearest to.

use std::fmt;

use corsmith_fetch::{Origin, OriginError, RequestOrigin, SerializedOrigin};

use crate::origin_pattern::{HostScope, OriginPattern, PortPattern, TuplePattern};
use crate::policy::{Policy, ResourcePolicy};

/// Why an origin is allowed or not.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum OriginExplanation<'a> {
    /// It is allowed, by this pattern.
    Allowed(&'a OriginPattern),
    /// It is a serialised origin, and no pattern matches it.
    NotListed {
        /// The pattern it came nearest to, and what keeps them apart.
        nearest: Option<(&'a OriginPattern, Miss)>,
    },
    /// It is not what a browser sends in an `Origin` header.
    NotSerialized {
        /// The origin that browsers would send, where there is one.
        serialized: Option<String>,
        /// Whether that one is allowed.
        would_match: Option<&'a OriginPattern>,
    },
}

/// What keeps an origin from matching a pattern. `Display` completes "the nearest is … , but".
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Miss {
    /// Only the port differs.
    Port,
    /// Only the scheme differs.
    Scheme,
    /// The host is the bare domain, and the pattern means its subdomains.
    BareDomain,
    /// The host is a subdomain, and the pattern means the host alone.
    Subdomain,
    /// The hosts differ by a dot at the end.
    TrailingDot,
    /// Several of scheme, host scope and port differ, but not the domain.
    Several,
    /// The host ends with the pattern's, but not at a dot: `evilexample.com` for `example.com`.
    SuffixWithoutDot,
    /// The host begins with the pattern's: `example.com.evil.net` for `example.com`.
    Prefix,
    /// The host has another character where the pattern has a dot: `aXexample` for `a.example`.
    Dot,
}

impl fmt::Display for Miss {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Port => "the port differs",
            Self::Scheme => "the scheme differs",
            Self::BareDomain => "it means subdomains, and this is the bare domain",
            Self::Subdomain => "it means that host alone, and this is a subdomain of it",
            Self::TrailingDot => "the hosts differ by a dot at the end",
            Self::Several => "scheme, host or port differ",
            Self::SuffixWithoutDot => {
                "the host only ends with the same letters: it is another domain"
            }
            Self::Prefix => "the host only begins with the same letters: it is another domain",
            Self::Dot => "the host has another character where the pattern has a dot",
        })
    }
}

impl Policy {
    /// Why `origin` is allowed or not on paths that no per-path policy matches; for others ask the
    /// [`ResourcePolicy`]. Looks at every pattern, so this is for people, not for requests.
    ///
    /// ```
    /// use corsmith_policy::{Format, Miss, OriginExplanation, PolicyDocument, Selection};
    ///
    /// let text = b"[policy]\nallow-origins = ['https://*.example.com']";
    /// let policy = PolicyDocument::parse(text, Format::Toml).resolve(&Selection::default()).into_policy()?;
    /// let OriginExplanation::NotListed { nearest: Some((_, miss)) } = policy.explain_origin("https://example.com") else {
    ///     unreachable!()
    /// };
    /// assert_eq!(miss, Miss::BareDomain);
    /// # Ok::<(), Vec<corsmith_policy::PolicyError>>(())
    /// ```
    #[must_use]
    pub fn explain_origin(&self, origin: &str) -> OriginExplanation<'_> {
        self.default_resource().explain_origin(origin)
    }
}

impl ResourcePolicy {
    /// As [`Policy::explain_origin`], for this resource.
    #[must_use]
    pub fn explain_origin(&self, origin: &str) -> OriginExplanation<'_> {
        let parsed = RequestOrigin::parse(origin.as_bytes());
        if let Some(pattern) = self.origins().find_parsed(parsed) {
            return OriginExplanation::Allowed(pattern);
        }
        match parsed {
            RequestOrigin::Null => OriginExplanation::NotListed { nearest: None },
            RequestOrigin::Tuple(origin) => OriginExplanation::NotListed {
                nearest: nearest(self.origins().patterns(), &origin),
            },
            RequestOrigin::Malformed => {
                let serialized = serialized(origin);
                let would_match =
                    serialized.as_ref().and_then(|origin| self.origins().find(origin.as_bytes()));
                OriginExplanation::NotSerialized { serialized, would_match }
            }
        }
    }
}

/// The origin that a browser sends for what someone wrote.
fn serialized(origin: &str) -> Option<String> {
    match Origin::parse(origin.trim()) {
        Ok(origin) => Some(origin.serialize()),
        Err(OriginError::Path { .. }) => {
            let (scheme, rest) = origin.trim().split_once("://")?;
            let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
            Origin::parse(&format!("{scheme}://{}", &rest[..end])).ok().map(|o| o.serialize())
        }
        Err(_) => None,
    }
}

fn nearest<'a>(
    patterns: &'a [OriginPattern],
    origin: &SerializedOrigin<'_>,
) -> Option<(&'a OriginPattern, Miss)> {
    patterns
        .iter()
        .filter_map(|pattern| match pattern {
            OriginPattern::Tuple(tuple) => Some((pattern, miss(tuple, origin)?)),
            OriginPattern::Any | OriginPattern::Null => None,
        })
        .min_by_key(|(_, miss)| *miss)
}

fn miss(pattern: &TuplePattern, origin: &SerializedOrigin<'_>) -> Option<Miss> {
    let (host, wanted) = (origin.host(), pattern.host());
    let scheme = pattern.scheme() == origin.scheme();
    let port = pattern.port().matches(origin.port());
    let is_subdomain =
        host.strip_suffix(wanted).is_some_and(|rest| rest.len() > 1 && rest.ends_with('.'));
    let same_host = match pattern.scope() {
        HostScope::Exact => host == wanted,
        HostScope::Subdomains => is_subdomain,
    };
    if same_host {
        // A page on another scheme usually has another port too: the scheme is the cause.
        let other_default =
            !scheme && origin.port().is_none() && pattern.port() == PortPattern::Default;
        return Some(match (scheme, port) {
            (true, _) => Miss::Port,
            (false, true) => Miss::Scheme,
            (false, false) if other_default => Miss::Scheme,
            (false, false) => Miss::Several,
        });
    }
    let related = if host == wanted {
        Some(Miss::BareDomain)
    } else if is_subdomain {
        Some(Miss::Subdomain)
    } else if host.trim_end_matches('.') == wanted.trim_end_matches('.') {
        Some(Miss::TrailingDot)
    } else {
        None
    };
    match related {
        Some(miss) if scheme && port => Some(miss),
        Some(_) => Some(Miss::Several),
        None if host.ends_with(wanted) => Some(Miss::SuffixWithoutDot),
        None if host.starts_with(wanted) => Some(Miss::Prefix),
        None if differs_only_at_dots(host, wanted) => Some(Miss::Dot),
        None => None,
    }
}

fn differs_only_at_dots(host: &str, wanted: &str) -> bool {
    host.len() == wanted.len()
        && host.bytes().zip(wanted.bytes()).all(|(is, wants)| is == wants || wants == b'.')
}
