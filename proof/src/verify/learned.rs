//! Whether a policy was recovered.

use corsmith_policy::{Format, PolicyDocument, Selection};
use corsmith_policy::{HostScope, OriginPattern, PathPattern, Policy, PortPattern};
use corsmith_scan::infer::{Inference, Meaning};

/// Origins that a person who knows the site would name: one concrete origin for each pattern.
#[must_use]
pub fn candidates(policy: &Policy) -> Vec<String> {
    let patterns = policy.resources().flat_map(|resource| resource.origins().patterns());
    let mut candidates: Vec<String> = patterns
        .filter_map(|pattern| match pattern {
            OriginPattern::Tuple(tuple) => Some(tuple),
            OriginPattern::Any | OriginPattern::Null => None,
        })
        .map(|tuple| {
            let label = match tuple.scope() {
                HostScope::Exact => "",
                HostScope::Subdomains => "app.",
            };
            let port = match tuple.port() {
                PortPattern::Any => ":8081".to_owned(),
                PortPattern::Default => String::new(),
                PortPattern::Number(port) => format!(":{port}"),
            };
            format!("{}://{label}{}{port}", tuple.scheme(), tuple.host())
        })
        .collect();
    candidates.push("https://decoy.example".to_owned());
    candidates
}

/// The patterns of the policy's paths.
#[must_use]
pub fn path_patterns(policy: &Policy) -> Vec<String> {
    policy.paths().iter().filter_map(|resource| resource.path().map(ToString::to_string)).collect()
}

/// Where what was learned means something else than `policy`: a line for each path; none if nowhere.
#[must_use]
pub fn differences(policy: &Policy, inference: &Inference) -> Vec<String> {
    let toml = inference.toml();
    let document = PolicyDocument::parse(toml.as_bytes(), Format::Toml);
    let learned = match document.resolve(&Selection::default()).into_policy() {
        Ok(learned) => learned,
        Err(errors) => return errors.iter().map(ToString::to_string).collect(),
    };
    policy
        .resources()
        .filter_map(|resource| {
            let path = match resource.path() {
                Some(PathPattern::Exact(path)) => path.clone(),
                Some(PathPattern::Prefix(prefix)) => format!("{prefix}any/thing"),
                None => "/any/thing".to_owned(),
            };
            let (expected, found) = (Meaning::of(resource), Meaning::of(learned.resource(&path)));
            (expected != found).then(|| format!("{path}: expected {expected:?}, learned {found:?}"))
        })
        .collect()
}
