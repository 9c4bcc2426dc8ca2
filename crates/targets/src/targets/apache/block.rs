//! The `Header` directives of one policy.

use corsmith_policy::{Policy, ResourcePolicy};
use serde::Serialize;

use super::quoting;

/// The headers of the policy of some paths, or of all, and when they are set.
#[derive(Serialize)]
pub(super) struct Block {
    /// Which paths; none where there is one policy for all.
    title: Option<String>,
    varies: bool,
    credentials: bool,
    allow_origin: String,
    expose_headers: Option<String>,
    preflight_headers: Vec<Header>,
    /// The conditions: each is empty, or a space and an argument.
    every: String,
    allowed: String,
    actual: String,
}

#[derive(Serialize)]
struct Header {
    name: &'static str,
    value: String,
    condition: String,
}

/// A variable that holds `Access-Control-Request-Headers`, if it may be answered as it is.
#[derive(Serialize)]
pub(super) struct HeadersEcho {
    authorization: bool,
    variable: String,
}

impl Block {
    pub(super) fn new(cors: &str, name: Option<&str>, policy: &ResourcePolicy) -> Self {
        let varies = policy.varies_on_origin();
        let conditions = Conditions { cors, name, varies };
        Self {
            title: name.map(|_| {
                policy.path().map_or("Every other path".to_owned(), |path| format!("{path}"))
            }),
            varies,
            credentials: policy.allows_credentials(),
            allow_origin: if varies {
                format!("\"%{{{cors}_ORIGIN}}e\"")
            } else {
                "\"*\"".to_owned()
            },
            expose_headers: policy.expose_headers_value().map(quoting::header_value),
            preflight_headers: preflight_headers(policy, &conditions),
            every: conditions.every(),
            allowed: conditions.allowed(),
            actual: conditions.actual(),
        }
    }
}

fn preflight_headers(policy: &ResourcePolicy, conditions: &Conditions<'_>) -> Vec<Header> {
    let mut headers = Vec::new();
    let mut add = |name, value: Option<&str>, echo: Option<&str>| {
        if let Some(value) = value {
            let value = quoting::header_value(value);
            headers.push(Header { name, value, condition: conditions.preflight(None) });
        } else if let Some(variable) = echo {
            let value = format!("\"%{{{variable}}}e\"");
            headers.push(Header { name, value, condition: conditions.preflight(Some(variable)) });
        }
    };
    let cors = conditions.cors;
    let method = echoes_methods(policy).then(|| format!("{cors}_METHOD"));
    add("Access-Control-Allow-Methods", policy.allow_methods_value(), method.as_deref());
    let names = HeadersEcho::of(policy, cors).map(|echo| echo.variable);
    add("Access-Control-Allow-Headers", policy.allow_headers_value(), names.as_deref());
    add("Access-Control-Max-Age", policy.max_age_value(), None);
    headers
}

/// Whether `Access-Control-Allow-Methods` is the method asked for.
pub(super) fn echoes_methods(policy: &ResourcePolicy) -> bool {
    policy.methods().has_wildcard() && policy.allows_credentials()
}

impl HeadersEcho {
    fn of(policy: &ResourcePolicy, cors: &str) -> Option<Self> {
        let echoes = policy.headers().has_wildcard() && policy.allows_credentials();
        let authorization = policy.headers().lists_header(b"authorization");
        let end = if authorization { "HEADERS_AND_TOKENS" } else { "HEADERS" };
        let variable = format!("{cors}_{end}");
        echoes.then_some(Self { authorization, variable })
    }

    /// Those that the policy needs, each once.
    pub(super) fn all(policy: &Policy, cors: &str) -> Vec<Self> {
        let echoes = policy.resources().filter_map(|resource| Self::of(resource, cors));
        let mut echoes: Vec<Self> = echoes.collect();
        echoes.sort_by_key(|echo| echo.authorization);
        echoes.dedup_by_key(|echo| echo.authorization);
        echoes
    }
}

/// When a header is set, as the last argument of `Header`.
struct Conditions<'a> {
    cors: &'a str,
    name: Option<&'a str>,
    varies: bool,
}

impl Conditions<'_> {
    /// On every response that has this policy.
    fn every(&self) -> String {
        expression(self.of_policy())
    }

    /// On responses to allowed origins.
    fn allowed(&self) -> String {
        match (self.name, self.varies) {
            (None, true) => format!(" env={}_ORIGIN", self.cors),
            _ => expression(self.of_allowed()),
        }
    }

    /// The same, on responses that are not to preflights.
    fn actual(&self) -> String {
        match (self.name, self.varies) {
            (None, false) => format!(" env=!{}_PREFLIGHT", self.cors),
            _ => {
                expression(self.of_allowed().chain([is_unset(&format!("{}_PREFLIGHT", self.cors))]))
            }
        }
    }

    /// The same, on responses to preflights, if `variable` is set.
    fn preflight(&self, variable: Option<&str>) -> String {
        match (self.name, self.varies, variable) {
            (None, false, None) => format!(" env={}_PREFLIGHT", self.cors),
            _ => expression(
                self.of_allowed()
                    .chain([is_set(&format!("{}_PREFLIGHT", self.cors))])
                    .chain(variable.map(is_set)),
            ),
        }
    }

    fn of_policy(&self) -> impl Iterator<Item = String> {
        let cors = self.cors;
        self.name.map(|name| format!("reqenv('{cors}_POLICY') == '{name}'")).into_iter()
    }

    fn of_allowed(&self) -> impl Iterator<Item = String> {
        self.of_policy().chain(self.varies.then(|| is_set(&format!("{}_ORIGIN", self.cors))))
    }
}

fn is_set(variable: &str) -> String {
    format!("-n reqenv('{variable}')")
}

fn is_unset(variable: &str) -> String {
    format!("-z reqenv('{variable}')")
}

fn expression(terms: impl Iterator<Item = String>) -> String {
    let terms: Vec<_> = terms.collect();
    if terms.is_empty() { String::new() } else { format!(" \"expr={}\"", terms.join(" && ")) }
}
