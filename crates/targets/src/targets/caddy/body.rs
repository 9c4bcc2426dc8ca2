//! The directives of one policy, for some paths or for all.

use corsmith_policy::{Policy, ResourcePolicy};
use serde::Serialize;

use super::quoting;
use crate::{InexpressibleErrors, template};

/// What the template is filled with. Every text in it is Caddy's already.
#[derive(Serialize)]
struct Body<'a> {
    /// The placeholder that is the allowed origin; none where any is allowed.
    origin: Option<&'a str>,
    /// The first is commented.
    is_first: bool,
    on_preflights: Vec<String>,
    echoes: Vec<Echo>,
    on_others: Vec<String>,
}

/// A header whose value is what the preflight asked for.
#[derive(Serialize)]
struct Echo {
    what: &'static str,
    header: &'static str,
}

/// A placeholder that is `Access-Control-Request-Headers`, if it may be answered as it is.
#[derive(Serialize)]
pub(super) struct HeadersEcho {
    authorization: bool,
    what: &'static str,
}

/// The directives of the policy at `index`, with nothing before their lines.
pub(super) fn render(
    policy: &ResourcePolicy,
    index: usize,
    origin: Option<&str>,
) -> Result<String, InexpressibleErrors> {
    let mut on_others = vec![format!("Access-Control-Allow-Origin {}", origin.unwrap_or("*"))];
    if policy.allows_credentials() {
        on_others.push("Access-Control-Allow-Credentials true".to_owned());
    }
    let mut on_preflights = on_others.clone();
    let add = |lines: &mut Vec<String>, name: &str, value: Option<&str>| {
        lines.extend(value.map(|value| format!("{name} {}", quoting::word(value))));
    };
    add(&mut on_preflights, "Access-Control-Allow-Methods", policy.allow_methods_value());
    add(&mut on_preflights, "Access-Control-Allow-Headers", policy.allow_headers_value());
    add(&mut on_preflights, "Access-Control-Max-Age", policy.max_age_value());
    add(&mut on_others, "Access-Control-Expose-Headers", policy.expose_headers_value());
    let methods = echoes_methods(policy)
        .then_some(Echo { what: "method", header: "Access-Control-Allow-Methods" });
    let headers = HeadersEcho::of(policy)
        .map(|echo| Echo { what: echo.what, header: "Access-Control-Allow-Headers" });
    let echoes = methods.into_iter().chain(headers).collect();
    let body = Body { origin, is_first: index == 0, on_preflights, echoes, on_others };
    template::render(include_str!("policy.caddy.jinja"), body)
}

/// Whether `Access-Control-Allow-Methods` is the method asked for.
pub(super) fn echoes_methods(policy: &ResourcePolicy) -> bool {
    policy.methods().has_wildcard() && policy.allows_credentials()
}

impl HeadersEcho {
    fn of(policy: &ResourcePolicy) -> Option<Self> {
        let echoes = policy.headers().has_wildcard() && policy.allows_credentials();
        let authorization = policy.headers().lists_header(b"authorization");
        let what = if authorization { "headers_and_tokens" } else { "headers" };
        echoes.then_some(Self { authorization, what })
    }

    /// Those that the policy needs, each once.
    pub(super) fn all(policy: &Policy) -> Vec<Self> {
        let mut echoes: Vec<Self> = policy.resources().filter_map(Self::of).collect();
        echoes.sort_by_key(|echo| echo.authorization);
        echoes.dedup_by_key(|echo| echo.authorization);
        echoes
    }
}
