//! What is refused only together with something else.

use std::sync::Arc;

use super::{Resolver, Resource};
use crate::document::{Dangerously, PolicyDocument};
use crate::origin_pattern::{HostScope, OriginPattern, TuplePattern};
use crate::public_suffix::{is_loopback_host, is_public_suffix};
use crate::{Fix, PolicyError, Refusal, Span};

impl Resolver<'_> {
    /// Judges a resource's settings together.
    pub(super) fn check(&mut self, resource: &Resource, document: &PolicyDocument) {
        let credentials = resource.allows_credentials();
        let dangerously = &document.dangerously;
        let set = &resource.allow_origins.set;
        let is_new = self.judged.insert((Arc::as_ptr(set), credentials), Arc::clone(set)).is_none();
        for (pattern, span) in resource.allow_origins.iter().take_while(|_| is_new) {
            let error = if credentials {
                credentialed_fault(pattern, span, dangerously)
            } else {
                null_fault(pattern, span, dangerously)
            };
            if let Some(error) = error {
                self.errors.push(error.at("allow-origins"));
            }
        }
        if credentials && let Some(wildcard) = resource.expose_headers.wildcard() {
            self.errors.push(
                PolicyError::new(
                    Refusal::WildcardExposeWithCredentials,
                    wildcard.span,
                    "with credentials, `*` in `expose-headers` is a header named `*`, so nothing is exposed",
                )
                .at("expose-headers")
                .help("list the names that scripts read"),
            );
        }
    }
}

fn null_fault(
    pattern: &OriginPattern,
    span: Span,
    dangerously: &Dangerously,
) -> Option<PolicyError> {
    if *pattern != OriginPattern::Null || dangerously.allow_null_origin.is_some() {
        return None;
    }
    let message = "`null` is the origin of every sandboxed frame, `data:` document and local file, so anyone can have it";
    Some(
        PolicyError::new(Refusal::OriginNull, span, message)
            .help("serve the page from an origin of its own; `allow-null-origin = true` under `[dangerously]` admits it without credentials")
            .fix(Some(Fix::remove("remove it", span))),
    )
}

fn credentialed_fault(
    pattern: &OriginPattern,
    span: Span,
    dangerously: &Dangerously,
) -> Option<PolicyError> {
    match pattern {
        OriginPattern::Any => {
            let message = "`*` cannot be combined with credentials: browsers refuse the answer, and echoing every origin instead would open the user's session to every website";
            Some(
                PolicyError::new(Refusal::WildcardOriginWithCredentials, span, message)
                    .help("list the origins, or set `allow-credentials = false`"),
            )
        }
        OriginPattern::Null => {
            let message = "`null` with credentials gives every website the user's session: any page can have the origin `null`";
            Some(
                PolicyError::new(Refusal::NullOriginWithCredentials, span, message)
                    .help("there is no opt-out: serve the page from an origin of its own")
                    .fix(Some(Fix::remove("remove it", span))),
            )
        }
        OriginPattern::Tuple(tuple) => {
            let insecure =
                is_insecure(tuple) && dangerously.allow_insecure_origins_with_credentials.is_none();
            let public = is_subdomains_of_public_suffix(tuple)
                && dangerously.allow_subdomains_of_public_suffixes.is_none();
            if insecure {
                Some(insecure_fault(tuple, span))
            } else if public {
                Some(public_suffix_fault(tuple, span))
            } else {
                None
            }
        }
    }
}

fn insecure_fault(tuple: &TuplePattern, span: Span) -> PolicyError {
    let message = format!(
        "`{}` is not secure, and credentials are allowed: anyone on the network path can answer as that origin and read with the user's session",
        tuple.as_str()
    );
    let error = PolicyError::new(Refusal::InsecureOriginWithCredentials, span, message)
        .help("use `https`; `allow-insecure-origins-with-credentials = true` under `[dangerously]` admits it");
    let secure = tuple.as_str().replacen("http://", "https://", 1);
    let fix =
        (tuple.scheme() == "http").then(|| Fix::replace(format!("use `{secure}`"), span, secure));
    error.fix(fix)
}

fn public_suffix_fault(tuple: &TuplePattern, span: Span) -> PolicyError {
    let message = format!(
        "`{}` with credentials trusts strangers: `{}` is a public suffix, and anyone can register a name under it",
        tuple.as_str(),
        tuple.host()
    );
    PolicyError::new(Refusal::PublicSuffixWithCredentials, span, message)
        .help("name your own site, such as `https://*.example.com`; `allow-subdomains-of-public-suffixes = true` under `[dangerously]` admits it")
}

/// Whether an origin has neither TLS nor the loopback interface to protect it.
///
/// ```
/// use corsmith_policy::{OriginPattern, is_insecure};
///
/// let OriginPattern::Tuple(pattern) = OriginPattern::parse("http://example.com")? else { unreachable!() };
/// assert!(is_insecure(&pattern));
/// # Ok::<(), corsmith_policy::OriginPatternError>(())
/// ```
#[must_use]
pub fn is_insecure(pattern: &TuplePattern) -> bool {
    pattern.scheme() != "https" && !is_loopback_host(pattern.host())
}

/// Whether a pattern means the subdomains of a public suffix.
///
/// ```
/// use corsmith_policy::{OriginPattern, is_subdomains_of_public_suffix};
///
/// let OriginPattern::Tuple(pattern) = OriginPattern::parse("https://*.github.io")? else { unreachable!() };
/// assert!(is_subdomains_of_public_suffix(&pattern));
/// # Ok::<(), corsmith_policy::OriginPatternError>(())
/// ```
#[must_use]
pub fn is_subdomains_of_public_suffix(pattern: &TuplePattern) -> bool {
    pattern.scope() == HostScope::Subdomains && is_public_suffix(pattern.host())
}
