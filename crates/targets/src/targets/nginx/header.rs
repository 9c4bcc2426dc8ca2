//! The headers besides `Access-Control-Allow-Origin`: which resource sends what, and when.

use corsmith_policy::ResourcePolicy;
use serde::Serialize;

use super::maps::{Entry, Named};
use super::quote;

/// One header line, whose variable is empty where it is not to be sent.
#[derive(Debug, Serialize)]
pub(super) struct Header {
    pub(super) name: &'static str,
    pub(super) variable: String,
    /// Whether the entries' keys name resources, because their values differ.
    pub(super) by_resource: bool,
    pub(super) entries: Vec<Entry>,
}

/// When a header is sent.
const ACTUAL: &[&str] = &["actual"];
const PREFLIGHT: &[&str] = &["preflight"];
const BOTH: &[&str] = &["actual", "preflight"];

/// nginx reads no parameter longer than 4096 bytes; a list may go on in another line of its name.
const LONGEST_VALUE: usize = 3_000;

/// Every header that some resource sends; the names of methods and headers that have a `$`
/// otherwise.
pub(super) fn headers(resources: &[Named<'_>], prefix: &str) -> Result<Vec<Header>, Vec<String>> {
    let mut errors = Vec::new();
    let mut lists = |value: Option<&str>| -> Vec<String> {
        value
            .map_or(Vec::new(), chunks)
            .iter()
            .map(|text| {
                quote::value(text).unwrap_or_else(|| {
                    errors.extend(
                        text.split(", ").filter(|name| name.contains('$')).map(str::to_owned),
                    );
                    String::new()
                })
            })
            .collect()
    };
    let mut all = Vec::new();
    let mut add = |name, when, values: Vec<Vec<String>>| {
        all.extend(lines(name, &variable(prefix, name), when, resources, &values));
    };

    let credentials = resources.iter().map(|(_, resource)| {
        if resource.allows_credentials() { vec!["true".to_owned()] } else { Vec::new() }
    });
    add("Access-Control-Allow-Credentials", BOTH, credentials.collect());
    let exposed = resources.iter().map(|(_, resource)| lists(resource.expose_headers_value()));
    add("Access-Control-Expose-Headers", ACTUAL, exposed.collect());
    let methods = resources.iter().map(|(_, resource)| {
        if resource.allows_credentials() && resource.methods().has_wildcard() {
            vec![format!("${prefix}_asked_method")]
        } else {
            lists(resource.allow_methods_value())
        }
    });
    add("Access-Control-Allow-Methods", PREFLIGHT, methods.collect());
    let headers = resources.iter().map(|(_, resource)| {
        let allowed = resource.headers();
        if !(resource.allows_credentials() && allowed.has_wildcard()) {
            return lists(resource.allow_headers_value());
        }
        // What is listed beside `*` stays a line of its own: before 1.23 nginx sees only the
        // first line of what is asked.
        let listed = allowed.names().join(", ");
        let mut values = lists(Some(listed.as_str()).filter(|listed| !listed.is_empty()));
        values.push(asked_headers(resource, prefix));
        values
    });
    add("Access-Control-Allow-Headers", PREFLIGHT, headers.collect());
    let max_age = resources
        .iter()
        .map(|(_, resource)| resource.max_age_value().map(str::to_owned).into_iter().collect());
    add("Access-Control-Max-Age", PREFLIGHT, max_age.collect());
    if errors.is_empty() { Ok(all) } else { Err(errors) }
}

/// The variable with the header names asked for, where `*` and credentials allow them.
fn asked_headers(resource: &ResourcePolicy, prefix: &str) -> String {
    if resource.headers().lists_header(b"authorization") {
        format!("${prefix}_asked_headers")
    } else {
        format!("${prefix}_asked_other_headers")
    }
}

/// The variable of a header.
fn variable(prefix: &str, name: &str) -> String {
    let words = name.trim_start_matches("Access-Control-").replace('-', "_").to_ascii_lowercase();
    format!("${prefix}_{words}")
}

/// The lines of one header, of which each resource has some `values`, quoted.
fn lines(
    name: &'static str,
    variable: &str,
    when: &[&str],
    resources: &[Named<'_>],
    values: &[Vec<String>],
) -> Vec<Header> {
    let most = values.iter().map(Vec::len).max().unwrap_or(0);
    let by_resource = values.windows(2).any(|pair| matches!(pair, [a, b] if a != b));
    let line = |index: usize| {
        let mut entries = Vec::new();
        for ((resource, _), values) in resources.iter().zip(values) {
            let Some(value) = values.get(index) else { continue };
            entries.extend(when.iter().map(|when| Entry {
                key: if by_resource {
                    format!("\"{resource} {when}\"")
                } else {
                    (*when).to_owned()
                },
                value: value.clone(),
            }));
            if !by_resource {
                break;
            }
        }
        let variable =
            if index == 0 { variable.to_owned() } else { format!("{variable}_{}", index + 1) };
        Header { name, variable, by_resource, entries }
    };
    (0..most).map(line).collect()
}

/// `value`, a list, as lists that are short enough.
fn chunks(value: &str) -> Vec<String> {
    let mut chunks: Vec<String> = Vec::new();
    for name in value.split(", ") {
        match chunks.last_mut() {
            Some(last) if last.len() + name.len() < LONGEST_VALUE => {
                last.push_str(", ");
                last.push_str(name);
            }
            _ => chunks.push(name.to_owned()),
        }
    }
    chunks
}

#[cfg(test)]
mod tests {
    use super::{LONGEST_VALUE, chunks};

    #[test]
    fn a_long_list_goes_on_in_another_line() {
        assert_eq!(chunks("A, B"), ["A, B"]);
        let names: Vec<String> =
            (0..200).map(|n| format!("X-A-Rather-Long-Header-Name-{n}")).collect();
        let chunks = chunks(&names.join(", "));
        assert_eq!(chunks.len(), 3);
        assert!(chunks.iter().all(|chunk| chunk.len() < LONGEST_VALUE));
        assert_eq!(chunks.join(", "), names.join(", "));
    }
}
