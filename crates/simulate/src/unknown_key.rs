//! Keys that a case does not have: a misspelt `expect` would expect nothing, and pass.

use std::collections::HashMap;

use serde::Deserialize;
use serde_json::value::RawValue;

/// The keys of a step of a sequence: a case's, and its own.
const STEP: [&str; 10] = [
    "at",
    "id",
    "source",
    "note",
    "page_origin",
    "request",
    "exchanges",
    "expect",
    "browser_deviation",
    "cache_after",
];

#[derive(Deserialize)]
struct Steps<'a> {
    #[serde(borrow)]
    steps: Vec<HashMap<String, &'a RawValue>>,
}

/// The first unknown key of a step in `sequence`: where its value begins, and a message. `None` also
/// for steps that are no objects, which are refused as such.
pub(crate) fn in_steps(sequence: &str) -> Option<(usize, String)> {
    let steps: Steps<'_> = serde_json::from_str(sequence).ok()?;
    let unknown = steps.steps.iter().enumerate().flat_map(|(index, step)| {
        let keys = step.iter().filter(|(key, _)| !STEP.contains(&key.as_str()));
        keys.map(move |(key, value)| {
            let offset = value.get().as_ptr().addr().saturating_sub(sequence.as_ptr().addr());
            (offset, message(&format!("steps[{index}]"), key, &STEP))
        })
    });
    unknown.min_by_key(|(offset, _)| *offset)
}

/// What serde says of an unknown key, with the nearest that there is; `None` for another message.
pub(crate) fn in_message(path: &str, serde: &str) -> Option<String> {
    let rest = serde.strip_prefix("unknown field `")?;
    let (key, rest) = rest.split_once("`, expected ")?;
    // Every second piece between backticks is a name.
    let known: Vec<&str> = rest.split('`').skip(1).step_by(2).collect();
    // The path ends in the key itself.
    let place = path.strip_suffix(key).unwrap_or(path).trim_end_matches('.');
    Some(message(place, key, &known))
}

fn message(place: &str, key: &str, known: &[&str]) -> String {
    let place = if place.is_empty() { String::new() } else { format!("`{place}`: ") };
    let near = known
        .iter()
        .map(|name| (strsim::jaro_winkler(key, name), *name))
        .filter(|(likeness, _)| *likeness > 0.8)
        .max_by(|a, b| a.0.total_cmp(&b.0));
    match near {
        Some((_, near)) => format!("{place}there is no key `{key}`; did you mean `{near}`?"),
        None => format!("{place}there is no key `{key}`; the keys are {}", known.join(", ")),
    }
}
