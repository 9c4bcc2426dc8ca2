//! `Access-Control-Allow-Origin`, and what `Vary` says of it.

use corsmith_fetch::names::{ACCESS_CONTROL_ALLOW_ORIGIN, NULL, ORIGIN, VARY, WILDCARD};

use super::answer::Answer;
use super::distinct::Distinct;
use super::notes::Notes;
use crate::quoted::{quoted, quoted_list};

/// Every origin that some answer allows, in order.
pub(super) fn read(answers: &[Answer], notes: &mut Notes) -> Option<Vec<String>> {
    let mut origins = Distinct::default();
    let mut first = None;
    let mut differ = false;
    for answer in answers {
        let values = answer.values(ACCESS_CONTROL_ALLOW_ORIGIN);
        if values.len() > 1 {
            let list = quoted_list(&values);
            notes.push(format!("an answer has several `{ACCESS_CONTROL_ALLOW_ORIGIN}` headers ({list}), which browsers refuse; all are taken"));
        }
        for value in &values {
            match parts(value).nth(1) {
                Some(_) => notes.push(format!("`{ACCESS_CONTROL_ALLOW_ORIGIN}` takes one origin, so browsers refuse {}; each is taken as an origin", quoted(value))),
                None if value.is_empty() => notes.push(format!("an empty `{ACCESS_CONTROL_ALLOW_ORIGIN}` allows no origin")),
                None => {}
            }
            parts(value).for_each(|part| origins.add(part, str::to_owned));
        }
        if !values.is_empty() {
            differ |= first.as_ref().is_some_and(|first| *first != values);
            first.get_or_insert(values);
        }
    }
    note_choice(answers, origins.list(), notes);
    if differ {
        notes.push("the answers allow different origins; the policy has them all, for every path");
    }
    if origins.list().iter().any(|origin| origin == NULL) {
        notes.push("`null` is the origin of sandboxed frames and local files of anybody's");
    }
    if origins.list().is_empty() {
        no_origin(answers, notes);
    }
    origins.into_list()
}

/// Whether the server chooses by origin, as far as its answers tell.
fn note_choice(answers: &[Answer], origins: &[String], notes: &mut Notes) {
    if origins.is_empty() || origins.iter().any(|origin| origin == WILDCARD) {
        return;
    }
    let echoes = |answer: &&Answer| {
        let asked = answer.asked(ORIGIN);
        asked.is_some_and(|asked| answer.values(ACCESS_CONTROL_ALLOW_ORIGIN) == [asked])
    };
    if let Some(member) = answers.iter().find_map(varies_by_origin) {
        notes.push(format!("`Vary: {member}` says that the server chooses by origin: it may allow more origins than these"));
    }
    if let Some(answer) = answers.iter().find(echoes) {
        let asked = answer.asked(ORIGIN).unwrap_or_default();
        notes.push(format!("the request came from {}, and a server that allows any origin would answer the same: ask again from another origin", quoted(&asked)));
    }
}

/// The member of `Vary` that has the answer depend on the origin.
fn varies_by_origin(answer: &Answer) -> Option<&'static str> {
    let values = answer.values(VARY);
    let mut members = values.iter().flat_map(|value| value.split(',')).map(str::trim);
    // `*` depends on anything at all (RFC 9110, section 12.5.5).
    members.find_map(|member| match member {
        WILDCARD => Some(WILDCARD),
        _ => member.eq_ignore_ascii_case(ORIGIN).then_some(ORIGIN),
    })
}

/// No answer allows an origin: say which ones asked.
fn no_origin(answers: &[Answer], notes: &mut Notes) {
    let mut asked = Distinct::default();
    for origin in answers.iter().filter_map(|answer| answer.asked(ORIGIN)) {
        asked.add(&origin, str::to_owned);
    }
    let to = match asked.list() {
        [] => String::new(),
        origins => format!(" to {}", quoted_list(origins)),
    };
    notes.push(format!("no answer{to} allows an origin: add those that may read answers"));
}

/// The members of a list, which the header does not take and people write.
fn parts(value: &str) -> impl Iterator<Item = &str> {
    let separator = |char: char| char == ',' || char.is_ascii_whitespace();
    value.split(separator).filter(|part| !part.is_empty())
}
