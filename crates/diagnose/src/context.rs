//! What stands around a message and belongs to it: the page, the URL, the status.

use corsmith_fetch::Engine;

use crate::captures::Captures;
use crate::cause::{Cause, Message};
use crate::mask;
use crate::matched_message::MatchedMessage;
use crate::pasted::{Pasted, fold, folded_length};
use crate::pattern::{Found, Pattern};
use crate::scan::Sighting;
use crate::standing::Standing;
use crate::template::Template;

/// The preflight's prefix, which some bodies have and some have not.
const PREFLIGHT: &str = "Response to preflight request doesn't pass access control check:";

/// What Chromium and old WebKit write before the reason, the most particular first.
const CHROMIUM_BEFORE: [&str; 11] = [
    "Access to {kind} at '{url}' (redirected from '{initial-url}') from origin '{origin}' has been blocked by CORS policy:",
    "Access to {kind} at '{url}' from origin '{origin}' has been blocked by CORS policy:",
    "Redirect from '{initial-url}' to '{url}' has been blocked by CORS policy:",
    "from origin '{origin}' has been blocked from loading by Cross-Origin Resource Sharing policy:",
    "Redirect at '{url}' from origin '{origin}' has been blocked by CORS policy:",
    "XMLHttpRequest cannot load {url}.",
    "Fetch API cannot load {url}.",
    "EventSource cannot load {url}.",
    "Failed to load {url}:",
    "blocked by CORS policy:",
    "Cross-Origin Resource Sharing error:",
];

/// What Chromium wrote after the reason until version 63 or so.
const CHROMIUM_AFTER: [&str; 2] = [
    "Origin '{origin}' is therefore not allowed access. The response had HTTP status code {status}.",
    "Origin '{origin}' is therefore not allowed access.",
];

const FIREFOX_BEFORE: [&str; 2] = [
    "The Same Origin Policy disallows reading the remote resource at {url}. (",
    "The Same Origin Policy will disallow reading the remote resource at {url} soon. (",
];

const FIREFOX_AFTER: [&str; 2] = [").[ Status code: {status}]", ")"];

/// What WebKit writes before the reason where a redirect was refused.
const REDIRECTION: &str =
    "Cross-origin redirection to {redirect} denied by Cross-Origin Resource Sharing policy:";

/// What Safari writes before a reason that it has written already.
const ECHO: &str = "Failed to load resource:";

/// The message with what stands around it.
pub(crate) fn sighting(
    pasted: &Pasted,
    cause: &'static Cause,
    message: &'static Message,
    found: Found,
) -> Sighting {
    let Found { mut start, mut end, mut captures } = found;
    let core = start..end;
    // What a panel says repeats what the console says.
    let mut is_echo = message.standing != Standing::Anywhere;
    if message.id.starts_with("net::") {
        start = request_before(pasted, start, &mut captures);
        end = status_after(pasted, end, &mut captures);
    } else if message.engine.is_none() {
        // A library's line has nothing around it.
    } else if is_echo && message.engine == Some(Engine::Firefox) {
        start = request_before(pasted, start, &mut captures);
    } else if message.engine == Some(Engine::Firefox) {
        (start, end) = firefox(pasted, start, end, &mut captures);
    } else {
        if let Some(found) = Pattern::new(Template::new(REDIRECTION)).match_before(pasted, start) {
            captures.add_all(&found.captures);
            start = found.start;
        }
        let echo = fold(ECHO);
        if pasted.folded().get(..start).is_some_and(|before| before.ends_with(&echo)) {
            (start, is_echo) = (start - echo.len(), true);
        } else {
            (start, end) = chromium(pasted, start, end, &mut captures);
        }
    }
    let words: Vec<_> = pasted.between(start, end).split_whitespace().collect();
    let text = mask(&words.join(" ")).into_owned();
    let message = MatchedMessage {
        engine: message.engine,
        id: message.id,
        text,
        captures,
        beginnings: Vec::new(),
    };
    Sighting { message, cause, is_echo, range: start..end, core }
}

/// Whether what Chromium writes before a reason stands there.
pub(crate) fn is_after_chromium(folded: &str, at: usize) -> bool {
    folded.get(..at).is_some_and(|before| before.ends_with("blockedbycorspolicy:"))
}

fn chromium(pasted: &Pasted, start: usize, end: usize, captures: &mut Captures) -> (usize, usize) {
    let prefix = fold(PREFLIGHT);
    let has_prefix = pasted.folded().get(..start).is_some_and(|before| before.ends_with(&prefix));
    let start = if has_prefix { start - prefix.len() } else { start };
    let before = CHROMIUM_BEFORE
        .into_iter()
        .find_map(|text| Pattern::new(Template::new(text)).match_before(pasted, start));
    let after = CHROMIUM_AFTER
        .into_iter()
        .find_map(|text| Pattern::new(Template::new(text)).match_from(pasted, end));
    add(before, after, start, end, captures)
}

fn firefox(pasted: &Pasted, start: usize, end: usize, captures: &mut Captures) -> (usize, usize) {
    let before = FIREFOX_BEFORE
        .into_iter()
        .find_map(|text| Pattern::new(Template::new(text)).match_before(pasted, start));
    let after = FIREFOX_AFTER
        .into_iter()
        .find_map(|text| Pattern::new(Template::new(text)).match_from(pasted, end));
    add(before, after, start, end, captures)
}

fn add(
    before: Option<Found>,
    after: Option<Found>,
    start: usize,
    end: usize,
    captures: &mut Captures,
) -> (usize, usize) {
    for found in [&before, &after].into_iter().flatten() {
        captures.add_all(&found.captures);
    }
    (before.map_or(start, |found| found.start), after.map_or(end, |found| found.end))
}

/// DevTools writes `GET https://a.example/ net::ERR_FAILED`.
fn request_before(pasted: &Pasted, start: usize, captures: &mut Captures) -> usize {
    let (before, _) = pasted.near(start);
    let mut words = before.split_whitespace().rev();
    let Some(url) = words.next().filter(|word| word.contains("://")) else { return start };
    // A source position may stand before it without a space: `app.js:12 GET`.
    captures.add("url", url);
    let mut length = folded_length(url);
    if let Some(method) = words.next()
        && !method.is_empty()
        && method.bytes().all(|byte| byte.is_ascii_uppercase())
    {
        // Firefox writes `XHRGET`.
        captures.add("method", method.strip_prefix("XHR").unwrap_or(method));
        length += method.len();
    }
    start.saturating_sub(length)
}

/// And after it `200 (OK)`, where there was a response.
fn status_after(pasted: &Pasted, end: usize, captures: &mut Captures) -> usize {
    let (_, after) = pasted.near(end);
    let mut words = after.lines().next().unwrap_or_default().split_whitespace();
    match words.next().filter(|word| word.len() == 3 && word.parse::<u16>().is_ok()) {
        Some(status) => {
            captures.add("status", status);
            end + status.len()
        }
        None => end,
    }
}
