//! Origins to ask with: what a policy allows, and the attacks on each of its patterns.

use std::collections::BTreeSet;

use crate::origin_pattern::{HostScope, OriginPattern, PortPattern, TuplePattern};
use crate::policy::ResourcePolicy;

/// How many patterns of one resource are tried; evenly spread over longer lists.
const MAX_PATTERNS: usize = 12;

/// Origins that the resource allows: at least one for each pattern tried.
pub(super) fn allowed(resource: &ResourcePolicy) -> Vec<String> {
    let mut origins = BTreeSet::new();
    for pattern in sample(resource.origins().patterns()) {
        match pattern {
            OriginPattern::Any => {
                origins.insert("https://anyone.example".to_owned());
                origins.insert("http://anyone.example:8080".to_owned());
                origins.insert("null".to_owned());
            }
            OriginPattern::Null => {
                origins.insert("null".to_owned());
            }
            OriginPattern::Tuple(tuple) => {
                for host in hosts_of(tuple) {
                    for port in ports_of(tuple) {
                        origins.insert(format!("{}://{host}{port}", tuple.scheme()));
                    }
                }
            }
        }
    }
    // A label before the longest of hosts makes no host.
    origins.retain(|origin| resource.origins().find(origin.as_bytes()).is_some());
    origins.into_iter().collect()
}

fn hosts_of(tuple: &TuplePattern) -> Vec<String> {
    let base = tuple.host();
    match tuple.scope() {
        HostScope::Exact => vec![base.to_owned()],
        HostScope::Subdomains => ["a", "a.b", "x_-1", "xn--rsum-bpad"]
            .iter()
            .map(|labels| format!("{labels}.{base}"))
            .collect(),
    }
}

fn ports_of(tuple: &TuplePattern) -> Vec<String> {
    match tuple.port() {
        PortPattern::Any => ["", ":1", ":8081", ":65535"].map(str::to_owned).into(),
        PortPattern::Default => vec![String::new()],
        PortPattern::Number(number) => vec![format!(":{number}")],
    }
}

/// Values of `Origin` that try to get past a pattern. Most are not allowed; another pattern of the
/// policy may allow one, so the policy is asked about each.
pub(super) fn attacks(resource: &ResourcePolicy) -> Vec<String> {
    let mut origins: BTreeSet<String> = [
        "https://evil.example",
        "http://evil.example",
        "null",
        "",
        "NULL",
        "https://",
        "*",
        "file://",
    ]
    .map(str::to_owned)
    .into();
    for pattern in sample(resource.origins().patterns()) {
        if let OriginPattern::Tuple(tuple) = pattern {
            origins.extend(attacks_on(tuple));
        }
    }
    origins.into_iter().collect()
}

fn attacks_on(tuple: &TuplePattern) -> Vec<String> {
    let (scheme, base) = (tuple.scheme(), tuple.host());
    let host = hosts_of(tuple).swap_remove(0);
    let port = match tuple.port() {
        PortPattern::Number(number) => format!(":{number}"),
        PortPattern::Default | PortPattern::Any => String::new(),
    };
    let other_scheme = if scheme == "https" { "http" } else { "https" };
    let default_port = if scheme == "https" { ":443" } else { ":80" };
    vec![
        // Another host: the letters before, after or in place of a dot.
        format!("{scheme}://evil{base}{port}"),
        format!("{scheme}://evil-{base}{port}"),
        format!("{scheme}://{host}.evil.example{port}"),
        format!("{scheme}://{host}evil.example{port}"),
        format!("{scheme}://{}{port}", base.replacen('.', "x", 1)),
        format!("{scheme}://{}{port}", host.replacen('.', "x", 1)),
        format!("{scheme}://{host}_.evil.example{port}"),
        format!("{scheme}://{}{port}", &base[..base.len().saturating_sub(1)]),
        // The same domain, but not what the pattern means.
        format!("{scheme}://{base}{port}"),
        format!("{scheme}://sub.{base}{port}"),
        format!("{scheme}://.{base}{port}"),
        format!("{scheme}://a..{base}{port}"),
        format!("{scheme}://{host}.{port}"),
        // Another scheme or port.
        format!("{other_scheme}://{host}{port}"),
        format!("{scheme}x://{host}{port}"),
        format!("x{scheme}://{host}{port}"),
        format!("{scheme}://{host}:8444"),
        format!("{scheme}://{host}{default_port}"),
        format!("{scheme}://{host}:0"),
        format!("{scheme}://{host}:"),
        format!("{scheme}://{host}:65536"),
        format!("{scheme}://{host}:080"),
        format!("{scheme}://{host}:8x"),
        // Not a serialised origin.
        format!("{}://{}{port}", scheme.to_uppercase(), host.to_uppercase()),
        format!("{scheme}://{host}{port}/"),
        format!("{scheme}://{host}{port}?evil.example"),
        format!("{scheme}://{host}{port}#evil.example"),
        format!("{scheme}://{host}{port}@evil.example"),
        format!("{scheme}://evil.example/{scheme}://{host}{port}"),
        format!("{scheme}://evil.example, {scheme}://{host}{port}"),
        format!("{scheme}://{host}{port}, {scheme}://evil.example"),
        format!("{scheme}://{host}{port} {scheme}://evil.example"),
        format!("{scheme}://{host}}}.evil.example{port}"),
        format!("{scheme}://{host}%60.evil.example{port}"),
        format!("{host}{port}"),
        format!("//{host}{port}"),
        format!("{scheme}:{host}{port}"),
    ]
}

fn sample(patterns: &[OriginPattern]) -> impl Iterator<Item = &OriginPattern> {
    let step = patterns.len().div_ceil(MAX_PATTERNS).max(1);
    patterns.iter().step_by(step)
}
