//! Firefox's messages in other languages.
//!
//! Their words are translated; header names are not, and neither is the shape: a URL, then the
//! reason in parentheses after a word and a colon (in French after `Raison :` without parentheses).

use std::borrow::Cow;

use corsmith_fetch::Engine;

use crate::captures::Captures;
use crate::cause::cause;
use crate::diagnosis::{Candidate, Diagnosis};
use crate::mask;
use crate::matched_message::MatchedMessage;
use crate::pasted::Pasted;
use crate::refine::{is_redirect, is_server_trouble};

/// `Reason` in the languages in which Firefox has the most users, folded.
const REASON: [&str; 19] = [
    "grund",
    "raison",
    "razón",
    "razon",
    "motivo",
    "motiu",
    "причина",
    "理由",
    "原因",
    "사유",
    "이유",
    "reden",
    "orsak",
    "årsag",
    "syy",
    "powód",
    "důvod",
    "dôvod",
    "neden",
];

/// How far a URL, a reason and a status are from each other at most, in bytes.
const NEAR_BYTES: usize = 2048;

/// Each header that a reason may name, and what it then means, the likeliest first.
const HEADERS: [(&str, &[(&str, u8)]); 4] = [
    (
        "access-control-allow-credentials",
        &[("allow-credentials-not-true", 80), ("preflight-allow-credentials-not-true", 60)],
    ),
    ("access-control-allow-methods", &[("method-not-allowed", 80), ("allow-methods-invalid", 20)]),
    (
        "access-control-allow-headers",
        &[
            ("header-not-allowed", 75),
            ("authorization-not-allowed", 40),
            ("allow-headers-invalid", 15),
        ],
    ),
    (
        "access-control-allow-origin",
        &[
            ("allow-origin-missing", 60),
            ("preflight-allow-origin-missing", 50),
            ("allow-origin-mismatch", 30),
            ("allow-origin-multiple", 10),
        ],
    ),
];

/// With a header named and a value quoted after it, it is the value that is wrong.
const WITH_VALUE: &[(&str, u8)] = &[
    ("allow-origin-mismatch", 80),
    ("preflight-allow-origin-mismatch", 50),
    ("allow-origin-invalid", 20),
];

const WITH_WILDCARD: &[(&str, u8)] =
    &[("wildcard-with-credentials", 90), ("preflight-wildcard-with-credentials", 60)];

/// No header named.
const WITHOUT_HEADER: &[(&str, u8)] = &[
    ("connection-failed", 60),
    ("preflight-status", 25),
    ("preflight-redirect", 15),
    ("unsupported-scheme", 10),
];

/// No header named, and a response with a status.
const WITH_STATUS: &[(&str, u8)] = &[("preflight-status", 80), ("preflight-redirect", 20)];

const WITH_REDIRECT: &[(&str, u8)] = &[("preflight-redirect", 90), ("preflight-status", 20)];

/// What stands before the URL where a language has no word for `Reason` (Polish).
const POLICY: &str = "sameoriginpolicy";

const BECAUSE: &str = "the message is Firefox's in another language: its shape and the header it names are known, its words are not";

/// What a text means that has no known message but Firefox's shape; at most one.
pub(crate) fn diagnose(pasted: &Pasted) -> Vec<Diagnosis> {
    let folded = pasted.folded();
    let Some(at) = reason(folded).or_else(|| without_word(folded)) else { return Vec::new() };
    let near = window(folded, at.saturating_sub(NEAR_BYTES), at);
    let Some(url_at) = near.rfind("http://").max(near.rfind("https://")) else {
        return Vec::new();
    };
    let start = at - near.len() + url_at;
    let reason = window(folded, at, at + NEAR_BYTES);
    let end = reason.find([')', '）']).unwrap_or(reason.len());
    let (reason, after) = reason.split_at(end);
    if !reason.contains("cors") && !reason.contains("access-control-") {
        return Vec::new();
    }
    let mut captures = Captures::default();
    let (_, clean) = pasted.near(start);
    let url = clean.split_whitespace().next().unwrap_or_default();
    captures.add("url", url.trim_end_matches(['.', ',', '\'', ')']));
    let status: String = after
        .chars()
        .skip_while(|char| !char.is_ascii_digit())
        .take_while(char::is_ascii_digit)
        .collect();
    if status.len() == 3 && after.find(&status).is_some_and(|at| at < 80) {
        captures.add("status", &status);
    }
    let mut codes = codes(reason, &mut captures);
    // Where no response came the status is `(null)`.
    if codes == WITHOUT_HEADER
        && let Some(status) = captures.status()
    {
        codes = if is_redirect(status) { WITH_REDIRECT } else { WITH_STATUS };
    }
    let candidates = codes.iter().filter_map(|(code, likelihood)| {
        let cause = cause(code)?;
        let because = Cow::Borrowed(BECAUSE);
        Some(Candidate { cause, likelihood: *likelihood, because, look_at: cause.look_at })
    });
    let words: Vec<_> = pasted.between(start, at + end).split_whitespace().collect();
    let text = mask(&words.join(" ")).into_owned();
    let message = MatchedMessage {
        engine: Some(Engine::Firefox),
        id: "F",
        text,
        captures,
        beginnings: Vec::new(),
    };
    let mut candidates: Vec<_> = candidates.collect();
    if reason.contains("access-control-allow-origin")
        && let Some(status) = message.captures.status().filter(|status| is_server_trouble(*status))
        && let Some(cause) = cause("server-error")
    {
        let because = format!("the status is {status}, and error pages seldom carry the header");
        let because = Cow::Owned(because);
        candidates.insert(0, Candidate { cause, likelihood: 95, because, look_at: cause.look_at });
    }
    vec![Diagnosis { message, companions: Vec::new(), times: 1, candidates }]
}

/// Where the word for `Reason` is, with its colon.
fn reason(folded: &str) -> Option<usize> {
    REASON
        .iter()
        .filter_map(|word| {
            let found = ["(", ".", "（", ")"].iter().filter_map(|before| {
                [":", "："].iter().find_map(|colon| folded.find(&format!("{before}{word}{colon}")))
            });
            found.min()
        })
        .min()
}

/// Where the reason begins that has no word before it: in parentheses after the URL.
fn without_word(folded: &str) -> Option<usize> {
    folded.match_indices(POLICY).find_map(|(at, _)| {
        let near = window(folded, at, at + NEAR_BYTES);
        let url = near.find("://")?;
        let open = url + near[url..].find('(')?;
        let inside = near[open..].split(')').next()?;
        let is_reason = inside.contains("cors") || inside.contains("access-control-");
        (is_reason && !inside.starts_with("(reason:")).then_some(at + open)
    })
}

fn codes(reason: &str, captures: &mut Captures) -> &'static [(&'static str, u8)] {
    let Some((name, codes)) = HEADERS.iter().find(|(name, _)| reason.contains(name)) else {
        return WITHOUT_HEADER;
    };
    // French apostrophes look like quotation marks: only what can be a value is one.
    let after = reason.split_once(name).map_or("", |(_, after)| after);
    let is_value = |text: &&str| *text == "*" || *text == "null" || text.contains("://");
    match after.split('\'').find(is_value) {
        Some("*") => WITH_WILDCARD,
        Some(value) if *name == "access-control-allow-origin" => {
            captures.add("value", value);
            WITH_VALUE
        }
        _ => codes,
    }
}

fn window(text: &str, start: usize, end: usize) -> &str {
    let start = (start..text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(text.len());
    let end = (start..=end.min(text.len())).rev().find(|at| text.is_char_boundary(*at));
    text.get(start..end.unwrap_or(start)).unwrap_or_default()
}
