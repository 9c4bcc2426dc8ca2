//! Origins that the policy does not allow, and that servers trust by mistake: those that a scan asks
//! as.

use std::collections::BTreeSet;

use corsmith_fetch::names;
use corsmith_policy::conformance::{MatrixRequest, Spelling};
use corsmith_policy::{
    HostScope, OriginPattern, Policy, PortPattern, ResourcePolicy, TuplePattern,
};

use crate::lookalike::Lookalikes;
use crate::{Label, Target, bystander};

/// Most patterns of one resource whose lookalikes are tried; evenly spread over longer lists.
const MAX_PATTERNS: usize = 12;

/// What the names of strangers are made of: any number, so that the same policy is always asked the
/// same.
const SEED: u64 = 20_261_130;

/// A `GET` of each resource as each origin that a scan asks as and the resource does not allow.
pub(super) fn from_askers(
    policy: &Policy,
    base: &Target,
    matrix: &[MatrixRequest],
) -> Vec<MatrixRequest> {
    let mut requests = Vec::new();
    for resource in policy.resources() {
        let is_first = |it: &&MatrixRequest| {
            it.method == "GET"
                && it.spelling == Spelling::Plain
                && std::ptr::eq(policy.resource(&it.target), resource)
        };
        let Some(first) = matrix.iter().find(is_first) else { continue };
        requests.extend(askers(resource, base).into_iter().map(|origin| {
            let mut request = first.clone();
            request.name = format!("GET from `{origin}` to {}", request.target);
            request.headers = vec![(names::ORIGIN.to_owned(), origin)];
            request
        }));
    }
    requests
}

/// Those that have nothing to do with the server, what looks like the server's own host, and what
/// looks like what the policy lists.
fn askers(resource: &ResourcePolicy, base: &Target) -> Vec<String> {
    let label = Label::from_random(SEED);
    let patterns = resource.origins().patterns();
    let step = patterns.len().div_ceil(MAX_PATTERNS).max(1);
    let listed = patterns.iter().step_by(step).filter_map(|it| example(it, &label));
    let mut askers = bystander::all(base, &label);
    askers.extend(Lookalikes { of: base, label: &label }.rare_characters());
    for of in std::iter::once(base.clone()).chain(listed) {
        let lookalikes = Lookalikes { of: &of, label: &label };
        askers.extend(lookalikes.all());
        askers.extend(lookalikes.subdomains());
        askers.extend(lookalikes.other_ports());
        askers.extend(lookalikes.insecure());
    }
    // A server may list its own origin: no page of it needs that, and none gains by it.
    let mut seen = BTreeSet::from([base.origin.serialize()]);
    let origins = askers.into_iter().map(|(_, origin)| origin);
    let denied = |origin: &String| resource.origins().find(origin.as_bytes()).is_none();
    origins.filter(|origin| denied(origin) && seen.insert(origin.clone())).collect()
}

/// An origin that a pattern is for, if pages of the web have it.
fn example(pattern: &OriginPattern, label: &Label) -> Option<Target> {
    let OriginPattern::Tuple(tuple) = pattern else { return None };
    let host = host(tuple, label);
    let origin = match tuple.port() {
        PortPattern::Number(port) => format!("{}://{host}:{port}", tuple.scheme()),
        PortPattern::Default | PortPattern::Any => format!("{}://{host}", tuple.scheme()),
    };
    Target::parse(&origin).ok()
}

fn host(tuple: &TuplePattern, label: &Label) -> String {
    match tuple.scope() {
        HostScope::Exact => tuple.host().to_owned(),
        HostScope::Subdomains => format!("{label}.{}", tuple.host()),
    }
}

#[cfg(test)]
mod tests {
    use super::askers;
    use crate::Target;
    use crate::model_site::policy;

    #[test]
    fn what_is_asked_as() {
        let base = Target::parse("https://api.example.com/").unwrap();
        let asked = |origins: &str| {
            let policy = policy(&format!("[policy]\nallow-origins = {origins}"));
            askers(policy.default_resource(), &base)
        };
        let exact = asked("['https://www.partner.net']");
        assert!((100..150).contains(&exact.len()), "{}", exact.len());
        for (what, part) in [
            ("a port of the own machine", "http://localhost:5173"),
            ("a beginning like the own machine", "https://localhost."),
            ("a beginning like a private address", "http://192.168.0.1."),
            ("a service", ".vercel.app"),
            ("a file", "file://"),
            ("an extension", "chrome-extension://"),
            ("a subdomain of the own domain", ".example.com"),
            ("a subdomain of a listed domain", ".partner.net"),
            ("a beginning like a listed host", "https://www.partner.net."),
            ("a listed host cut short", "https://www.partner.ne"),
            ("a listed host at another port", "https://www.partner.net:8443"),
        ] {
            assert!(exact.iter().any(|it| it.contains(part)), "{what}");
        }
        assert!(!exact.contains(&"https://www.partner.net".to_owned()));
        assert!(!exact.contains(&"https://api.example.com".to_owned()));
        assert!(asked("['*']").is_empty());
        let local = asked("['http://localhost:*', 'https://*.partner.net']");
        assert!(!local.iter().any(|it| it.starts_with("http://localhost:")), "{local:?}");
        let ends = |it: &&String| it.ends_with("partner.net") && !it.ends_with(".partner.net");
        assert!(local.iter().any(|it| ends(&it)));
    }
}
