//! The response's headers besides `Vary`: which resource sends what, and when.

use corsmith_policy::ResourcePolicy;
use serde::Serialize;

use super::quote;
use super::rules::Named;

/// One `http-after-response` rule.
#[derive(Debug, Serialize)]
pub(super) struct Line {
    /// `set-header`, or `add-header` for another line of the same name.
    pub(super) action: &'static str,
    pub(super) name: &'static str,
    pub(super) value: String,
    /// What has to hold, in words of a condition; empty for always.
    pub(super) condition: String,
    /// Whether it is on responses to actual requests, which leave little room for headers.
    #[serde(skip)]
    pub(super) on_actual: bool,
}

/// When a header is sent.
#[derive(Clone, Copy, PartialEq, Eq)]
enum When {
    Always,
    Actual,
    Preflight,
}

/// A value, and what has to hold besides.
type Value = (String, String);

/// Every rule, in the order of the headers.
pub(super) fn lines(resources: &[Named<'_>], cors: &str, any_origin: bool) -> Vec<Line> {
    let mut lines = Vec::new();
    let allow_origin =
        if any_origin { "*".to_owned() } else { format!("%[var(txn.{cors}_origin)]") };
    lines.push(Line {
        action: "set-header",
        name: "Access-Control-Allow-Origin",
        value: allow_origin,
        condition: if any_origin { String::new() } else { format!("{cors}_allowed") },
        on_actual: true,
    });
    let allowed = if any_origin { String::new() } else { format!("{cors}_allowed") };
    let when_words = |when| match when {
        When::Always => String::new(),
        When::Actual => format!("!{cors}_preflight"),
        When::Preflight => format!("{cors}_preflight"),
    };
    let mut add = |name, when, values: fn(&ResourcePolicy, &str) -> Vec<Value>| {
        for (index, value, names) in grouped(resources, cors, values) {
            // What all resources send does not depend on the resource.
            let all = names.len() == resources.len();
            let conditions =
                if all { vec![String::new()] } else { resource_conditions(&names, cors) };
            lines.extend(conditions.iter().map(|resource| Line {
                action: if index == 0 { "set-header" } else { "add-header" },
                name,
                value: value.0.clone(),
                condition: condition(&[&allowed, &when_words(when), resource, &value.1]),
                on_actual: when != When::Preflight,
            }));
        }
    };
    add("Access-Control-Allow-Credentials", When::Always, |resource, _| {
        if resource.allows_credentials() {
            vec![("true".to_owned(), String::new())]
        } else {
            Vec::new()
        }
    });
    add("Access-Control-Expose-Headers", When::Actual, |resource, _| {
        fixed(resource.expose_headers_value())
    });
    add("Access-Control-Allow-Methods", When::Preflight, |resource, cors| {
        if resource.allows_credentials() && resource.methods().has_wildcard() {
            // `*` would be a literal.
            return vec![(format!("%[var(txn.{cors}_asked_method)]"), format!("{cors}_is_method"))];
        }
        fixed(resource.allow_methods_value())
    });
    add("Access-Control-Allow-Headers", When::Preflight, allow_headers);
    add("Access-Control-Max-Age", When::Preflight, |resource, _| fixed(resource.max_age_value()));
    lines
}

fn fixed(value: Option<&str>) -> Vec<Value> {
    value.into_iter().map(|value| (quote::value(value), String::new())).collect()
}

fn allow_headers(resource: &ResourcePolicy, cors: &str) -> Vec<Value> {
    let names = resource.headers();
    if !(resource.allows_credentials() && names.has_wildcard()) {
        return fixed(resource.allow_headers_value());
    }
    // What is listed beside `*` is a line of its own: of what is asked, HAProxy sees only the
    // last line.
    let listed = names.names().join(", ");
    let mut values = fixed(Some(listed.as_str()).filter(|listed| !listed.is_empty()));
    let lists_authorization = names.lists_header(b"authorization");
    let holds = if lists_authorization {
        format!("{cors}_are_names")
    } else {
        format!("{cors}_are_names !{cors}_has_authorization")
    };
    values.push((format!("%[var(txn.{cors}_asked_headers)]"), holds));
    values
}

/// Each value, whether it is a resource's first or a later one, and the resources that have it.
fn grouped<'a>(
    resources: &[Named<'a>],
    cors: &str,
    values: fn(&ResourcePolicy, &str) -> Vec<Value>,
) -> Vec<(usize, Value, Vec<&'a str>)> {
    let mut groups: Vec<(usize, Value, Vec<&str>)> = Vec::new();
    for (name, resource) in resources {
        for (index, value) in values(resource, cors).into_iter().enumerate() {
            match groups.iter_mut().find(|group| (group.0, &group.1) == (index, &value)) {
                Some((_, _, names)) => names.push(name),
                None => groups.push((index, value, vec![name])),
            }
        }
    }
    groups.sort_by_key(|group| group.0);
    groups
}

/// Conditions of which one holds for each resource in `names`.
pub(super) fn resource_conditions<T: AsRef<str>>(names: &[T], cors: &str) -> Vec<String> {
    // A line of HAProxy has at most 64 words.
    const MOST_NAMES: usize = 20;
    names
        .chunks(MOST_NAMES)
        .map(|names| {
            let names: Vec<&str> = names.iter().map(AsRef::as_ref).collect();
            format!("{{ var(txn.{cors}_resource) -m str {} }}", names.join(" "))
        })
        .collect()
}

/// The words of a condition that holds where all of `words` do.
fn condition(words: &[&str]) -> String {
    words.iter().filter(|word| !word.is_empty()).copied().collect::<Vec<_>>().join(" ")
}
