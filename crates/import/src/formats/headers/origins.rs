//! `Access-Control-Allow-Origin`, and what `Vary` says of it.

use corsmith_fetch::names::{ACCESS_CONTROL_ALLOW_ORIGIN, NULL, ORIGIN, VARY, WILDCARD};

use super::answer::Answer;
use crate::quoted::{quoted, quoted_list};

/// Every origin that some answer allows, in order.
pub(super) fn read(answers: &[Answer], notes: &mut Vec<String>) -> Option<Vec<String>> {
    let mut origins: Vec<String> = Vec::new();
    let mut distinct: Vec<Vec<String>> = Vec::new();
    for answer in answers {
        let values = answer.values(ACCESS_CONTROL_ALLOW_ORIGIN);
        if values.is_empty() {
            continue;
        }
        if values.len() > 1 {
            let list = quoted_list(&values);
            push(notes, format!("an answer has several `{ACCESS_CONTROL_ALLOW_ORIGIN}` headers ({list}), which browsers refuse; all are taken"));
        }
        let mut own = Vec::new();
        for value in &values {
            let parts = parts(value);
            match parts.as_slice() {
                [] => push(notes, format!("an empty `{ACCESS_CONTROL_ALLOW_ORIGIN}` allows no origin")),
                [_] => {}
                _ => push(notes, format!("`{ACCESS_CONTROL_ALLOW_ORIGIN}` takes one origin, so browsers refuse {}; each is taken as an origin", quoted(value))),
            }
            own.extend(parts.into_iter().map(str::to_owned));
        }
        for origin in &own {
            if !origins.contains(origin) {
                origins.push(origin.clone());
            }
        }
        if !distinct.contains(&own) {
            distinct.push(own);
        }
    }
    note_choice(answers, &origins, notes);
    if distinct.len() > 1 {
        push(notes, "the answers allow different origins; the policy has them all, for every path".to_owned());
    }
    if origins.iter().any(|origin| origin == NULL) {
        push(notes, "`null` is the origin of sandboxed frames and local files of anybody's".to_owned());
    }
    if origins.is_empty() { no_origin(answers, notes) } else { Some(origins) }
}

/// Whether the server chooses by origin, as far as its answers tell.
fn note_choice(answers: &[Answer], origins: &[String], notes: &mut Vec<String>) {
    if origins.is_empty() || origins.iter().any(|origin| origin == WILDCARD) {
        return;
    }
    let echoes = |answer: &&Answer| {
        let asked = answer.asked(ORIGIN);
        asked.is_some_and(|asked| answer.values(ACCESS_CONTROL_ALLOW_ORIGIN) == [asked])
    };
    if answers.iter().any(varies_by_origin) {
        push(notes, "`Vary: Origin` says that the server chooses by origin: it may allow more origins than these".to_owned());
    }
    if let Some(answer) = answers.iter().find(echoes) {
        let asked = answer.asked(ORIGIN).unwrap_or_default();
        push(notes, format!("the request came from {}, and a server that allows any origin would answer the same: ask again from another origin", quoted(&asked)));
    }
}

fn varies_by_origin(answer: &Answer) -> bool {
    let values = answer.values(VARY);
    let mut members = values.iter().flat_map(|value| value.split(',')).map(str::trim);
    // `*` depends on anything at all (RFC 9110, section 12.5.5).
    members.any(|member| member.eq_ignore_ascii_case(ORIGIN) || member == WILDCARD)
}

/// No answer allows an origin: say which ones asked.
fn no_origin(answers: &[Answer], notes: &mut Vec<String>) -> Option<Vec<String>> {
    let mut asked: Vec<String> = Vec::new();
    for origin in answers.iter().filter_map(|answer| answer.asked(ORIGIN)) {
        if !asked.contains(&origin) {
            asked.push(origin);
        }
    }
    let to = if asked.is_empty() { String::new() } else { format!(" to {}", quoted_list(&asked)) };
    push(notes, format!("no answer{to} allows an origin: add those that may read answers"));
    None
}

/// The members of a list, which the header does not take and people write.
fn parts(value: &str) -> Vec<&str> {
    let separator = |char: char| char == ',' || char.is_ascii_whitespace();
    value.split(separator).filter(|part| !part.is_empty()).collect()
}

/// Many answers have the same fault.
fn push(notes: &mut Vec<String>, note: String) {
    if !notes.contains(&note) {
        notes.push(note);
    }
}
