//! Headers that look like those of the CORS protocol and are not.

use corsmith_fetch::names::{
    ACCESS_CONTROL_ALLOW_PRIVATE_NETWORK, ACCESS_CONTROL_REQUEST_HEADERS,
    ACCESS_CONTROL_REQUEST_METHOD,
};

use super::answer::{Answer, OF_A_POLICY};
use super::notes::Notes;
use crate::quoted::quoted;

/// How many of them are named.
const MOST: usize = 5;

/// Notes each name once.
pub(super) fn note(answers: &[Answer], notes: &mut Notes) {
    let mut seen: Vec<String> = Vec::new();
    let fields = answers.iter().flat_map(|answer| answer.headers().iter());
    for (name, _) in fields {
        let lower = name.to_ascii_lowercase();
        let is_known = OF_A_POLICY.iter().any(|known| known.eq_ignore_ascii_case(name));
        if !lower.starts_with("access-control-") || is_known || seen.contains(&lower) {
            continue;
        }
        if seen.len() == MOST {
            break;
        }
        notes.push(sentence(name));
        seen.push(lower);
    }
}

fn sentence(name: &str) -> String {
    let is = |other: &str| name.eq_ignore_ascii_case(other);
    let quoted = quoted(name);
    if is(ACCESS_CONTROL_ALLOW_PRIVATE_NETWORK) {
        return format!("{quoted} is not taken: browsers have withdrawn what it answered");
    }
    if is(ACCESS_CONTROL_REQUEST_METHOD) || is(ACCESS_CONTROL_REQUEST_HEADERS) {
        return format!("{quoted} belongs to requests: in an answer it says nothing");
    }
    // `-Allow-Header` and `-Allow-Origins` are the slips that are made.
    let stem = |name: &str| name.to_ascii_lowercase().trim_end_matches('s').to_owned();
    let near = OF_A_POLICY.iter().find(|known| stem(known) == stem(name));
    match near {
        Some(near) => format!("{quoted} means nothing to a browser; `{near}` is probably meant"),
        None => format!("{quoted} means nothing to a browser, and is not taken"),
    }
}
