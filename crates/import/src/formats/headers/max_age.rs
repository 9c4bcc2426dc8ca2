//! `Access-Control-Max-Age`: seconds.

use corsmith_fetch::names::ACCESS_CONTROL_MAX_AGE;
use corsmith_fetch::{DEFAULT_MAX_AGE_SECONDS, Engine, Extracted, extract_max_age};
use corsmith_policy::limits::MAX_MAX_AGE;

use super::answer::Answer;
use super::distinct::Distinct;
use super::notes::Notes;
use crate::quoted::{quoted, quoted_list};

/// What the first answer with it says, as written.
pub(super) fn read(answers: &[Answer], notes: &mut Notes) -> Option<String> {
    const NAME: &str = ACCESS_CONTROL_MAX_AGE;
    let with = |answer: &&Answer| answer.headers().contains(NAME);
    let mut written = Distinct::default();
    for answer in answers.iter().filter(with) {
        written.add(&answer.values(NAME).join(", "), str::to_owned);
    }
    let written = written.into_list()?;
    let first = answers.iter().find(with)?;
    let value = written.first()?;
    match extract_max_age(first.headers()) {
        Extracted::Values(0) => notes.push(format!("`{NAME}: 0` has every such request preceded by a preflight")),
        Extracted::Values(seconds) => {
            if let Some(note) = above_caps(seconds) {
                notes.push(note);
            }
        }
        _ if is_negative(value) => notes.push(format!("`{NAME}` is {}, which is not a number of seconds: by the standard that is {DEFAULT_MAX_AGE_SECONDS} s, and browsers keep nothing; write `0`", quoted(value))),
        _ => notes.push(format!("`{NAME}` is {}, which is not a number of seconds: Chromium and Safari take {DEFAULT_MAX_AGE_SECONDS} s instead, Firefox keeps nothing{}", quoted(value), meant(value))),
    }
    if written.len() > 1 {
        notes.push(format!(
            "the answers differ in `{NAME}`: {}; the first is taken",
            quoted_list(&written)
        ));
    }
    Some(value.clone())
}

/// Which engines reuse an answer for less than `seconds`.
fn above_caps(seconds: u64) -> Option<String> {
    let capped = Engine::ALL.into_iter().filter(|engine| engine.max_age_cap_seconds() < seconds);
    let capped: Vec<_> =
        capped.map(|engine| format!("{engine} for {} s", engine.max_age_cap_seconds())).collect();
    if capped.is_empty() {
        return None;
    }
    let refused = if seconds > u64::from(MAX_MAX_AGE) {
        format!(", and a policy takes at most {MAX_MAX_AGE}")
    } else {
        String::new()
    };
    let name = ACCESS_CONTROL_MAX_AGE;
    Some(format!("`{name}: {seconds}` is more than browsers keep: {}{refused}", capped.join(", ")))
}

fn is_negative(value: &str) -> bool {
    let digits = value.trim().strip_prefix('-').unwrap_or_default();
    !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// What a policy makes of a value that browsers do not take.
fn meant(value: &str) -> &'static str {
    let number = value.trim_end_matches(['s', 'm', 'h', 'd']);
    let is_duration =
        value.len() == number.len() + 1 && number.bytes().all(|it| it.is_ascii_digit());
    if is_duration { "; the policy takes it for a duration, and answers in seconds" } else { "" }
}
