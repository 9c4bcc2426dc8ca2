//! Candidates for a message: what its causes say, corrected by what the message itself says.

use std::borrow::Cow;

use url::Url;

use crate::cause::cause;
use crate::cut_off::{FRAME, REASON_UNKNOWN};
use crate::diagnosis::Candidate;
use crate::engine_messages::meanings;
use crate::matched_message::MatchedMessage;

/// Candidates, the likeliest first.
pub(crate) fn candidates(
    message: &MatchedMessage,
    companions: &[MatchedMessage],
) -> Vec<Candidate> {
    let mut candidates = Candidates(Vec::new());
    for (cause, entry) in meanings(message.engine, message.id) {
        let because = if entry.because.is_empty() { "the message says so" } else { entry.because };
        candidates.raise(cause.code, entry.likelihood, because);
    }
    by_beginning(message, &mut candidates);
    let preflight = companions.iter().any(|it| it.id == "F2") && message.id != "F2";
    if preflight {
        by_second_line(message, &mut candidates);
    }
    by_status(message, preflight, &mut candidates);
    by_value(message, preflight, &mut candidates);
    by_name(message, &mut candidates);
    candidates.0.sort_by_key(|candidate| std::cmp::Reverse(candidate.likelihood));
    candidates.0
}

struct Candidates(Vec<Candidate>);

impl Candidates {
    /// Sets how likely a cause is, and why.
    fn raise(&mut self, code: &str, likelihood: u8, because: impl Into<Cow<'static, str>>) {
        let because = because.into();
        if let Some(own) = self.0.iter_mut().find(|candidate| candidate.cause.code == code) {
            own.likelihood = likelihood;
            own.because = because;
        } else if let Some(cause) = cause(code) {
            let look_at = cause.look_at;
            self.0.push(Candidate { cause, likelihood, because, look_at });
        }
    }

    /// Says why, of a cause that is a candidate already.
    fn explain(&mut self, code: &str, because: impl Into<Cow<'static, str>>) {
        if let Some(own) = self.0.iter_mut().find(|candidate| candidate.cause.code == code) {
            own.because = because.into();
        }
    }
}

/// A reason that is cut off may be any that begins so, and one that is none of these is new.
fn by_beginning(message: &MatchedMessage, candidates: &mut Candidates) {
    let Some(reason) = message.captures.get("reason").filter(|_| message.id == FRAME) else {
        return;
    };
    let usual = meanings(message.engine, FRAME);
    candidates.0.clear();
    if message.beginnings.is_empty() {
        let because = format!("the reason is none that is known: `{reason}`");
        return candidates.raise(REASON_UNKNOWN, 90, because);
    }
    candidates.raise(REASON_UNKNOWN, 60, "the text is cut off within the reason");
    for (cause, entry) in message.beginnings.iter().flat_map(|id| meanings(message.engine, id)) {
        let likelihood = usual.iter().find(|(own, _)| own.code == cause.code);
        let likelihood = likelihood.map_or(5, |(_, entry)| entry.likelihood) * 2;
        let likelihood = likelihood.min(entry.likelihood).min(55);
        let is_there = candidates.0.iter().any(|own| own.cause.code == cause.code);
        if !is_there {
            candidates.raise(cause.code, likelihood, "a message of this cause begins so");
        }
    }
}

/// Firefox prints a second line where a CORS-preflight response, or one in the middle of a chain of
/// redirects, was refused, and none for the response at the end (observed in version 153).
fn by_second_line(message: &MatchedMessage, candidates: &mut Candidates) {
    let code = match message.id {
        "F6" if message.captures.status().is_some_and(is_redirect) => {
            let because =
                "the status is that of a redirect, and the redirect itself needs the header";
            candidates.raise("allow-origin-missing", 80, because);
            let because = "the redirect may be the answer to the CORS-preflight request";
            return candidates.raise("preflight-redirect", 70, because);
        }
        "F6" => "preflight-allow-origin-missing",
        "F7" => "preflight-allow-origin-multiple",
        "F8" => "preflight-allow-origin-mismatch",
        "F9" => "preflight-wildcard-with-credentials",
        "F11" => "preflight-allow-credentials-not-true",
        _ => return,
    };
    let because = "a second line, `CORS request did not succeed`, is printed where the CORS-preflight response is refused";
    candidates.raise(code, 90, because);
}

fn by_status(message: &MatchedMessage, preflight: bool, candidates: &mut Candidates) {
    let Some(status) = message.captures.status() else { return };
    match message.id {
        "C5" | "F6" | "W1" if is_server_trouble(status) => {
            let because =
                format!("the status is {status}, and error pages seldom carry the header");
            candidates.raise("server-error", if preflight { 70 } else { 95 }, because);
        }
        "C5" | "F6" | "W1" if (400..500).contains(&status) && !preflight => {
            let because = format!("the status is {status}: an error page without the header");
            candidates.explain("allow-origin-missing", because);
        }
        "C16" | "F12" | "W5" if is_redirect(status) => {
            let because = format!("the status {status} is a redirect");
            candidates.raise("preflight-redirect", 95, because);
        }
        "C16" | "F12" | "W5" => {
            candidates.explain("preflight-status", format!("the status is {status}"));
        }
        _ => {}
    }
}

fn by_value(message: &MatchedMessage, preflight: bool, candidates: &mut Candidates) {
    let origin = message.captures.get("origin");
    if message.id == "W1" && origin == Some("null") {
        let because = "the origin was `null`, which it is after a redirect through another origin (or in a sandboxed frame or a page opened from a file)";
        candidates.raise("redirect-tainted-origin", 60, because);
    }
    let Some(value) = message.captures.get("value") else { return };
    let with = |code: &'static str, preflight_code| if preflight { preflight_code } else { code };
    match message.id {
        "F8" if value.contains([',', ' ']) => {
            let code = with("allow-origin-multiple", "preflight-allow-origin-multiple");
            candidates.raise(code, 96, format!("the value is a list: `{value}`"));
        }
        "F8" if value != "null" && Url::parse(value).is_err() => {
            let code = with("allow-origin-invalid", "preflight-allow-origin-invalid");
            candidates.raise(code, 96, format!("`{value}` is no origin"));
        }
        "C11" | "C12" if origin == Some(value) => {
            let because = "the value is the page's own origin, so what was sent as `Origin` was another: `null`, after a redirect through another origin";
            candidates.raise("redirect-tainted-origin", 97, because);
        }
        "C11" | "C12" | "F8" => {
            let because = difference(value, origin);
            candidates.explain("allow-origin-mismatch", because.clone());
            candidates.explain("preflight-allow-origin-mismatch", because);
        }
        "C13" | "C14" => {
            let because = if value.is_empty() {
                "the header is missing".to_owned()
            } else {
                format!("the value is `{value}`, not exactly `true`")
            };
            candidates.explain("allow-credentials-not-true", because.clone());
            candidates.explain("preflight-allow-credentials-not-true", because);
        }
        _ => {}
    }
}

/// How the value of `Access-Control-Allow-Origin` is not the page's origin.
fn difference(value: &str, origin: Option<&str>) -> String {
    if value == "null" {
        return "the value is `null`, which only pages without an origin have".to_owned();
    }
    if value.ends_with('/') {
        return format!("`{value}` ends with a slash, and an origin has none");
    }
    let (Some(origin), Ok(allowed)) = (origin, Url::parse(value)) else {
        return format!("the value is `{value}`");
    };
    let Ok(page) = Url::parse(origin) else {
        return format!("the page's origin is `{origin}`, and the value `{value}`");
    };
    let what = if allowed.host_str() != page.host_str() {
        "the hosts differ"
    } else if allowed.scheme() != page.scheme() {
        "the schemes differ"
    } else if allowed.port_or_known_default() != page.port_or_known_default() {
        "the ports differ"
    } else {
        "the spelling differs, and it is compared byte by byte"
    };
    format!("{what}: the value is `{value}`, and the page's origin `{origin}`")
}

fn by_name(message: &MatchedMessage, candidates: &mut Candidates) {
    let header = message.captures.get("header").unwrap_or_default().to_ascii_lowercase();
    if header == "authorization" && matches!(message.id, "C21" | "F15" | "W9") {
        let because = "the header is `Authorization`, which must be listed by name";
        candidates.raise("authorization-not-allowed", 96, because);
        candidates.raise("header-not-allowed", 4, "any header may be missing from the list");
    } else if header.starts_with("access-control-") {
        let because =
            format!("the page sends `{header}`, which only servers send: remove it there");
        candidates.explain("header-not-allowed", because);
    }
    let method = message.captures.get("method").unwrap_or_default();
    if matches!(message.id, "C20" | "W8") && method.bytes().any(|byte| byte.is_ascii_lowercase()) {
        let because =
            format!("methods are case-sensitive, and `{method}` is not upper-cased by `fetch()`");
        candidates.explain("method-not-allowed", because);
    }
}

pub(crate) const fn is_redirect(status: u16) -> bool {
    corsmith_fetch::is_redirect_status(status)
}

/// What a server, gateway or limit answers in its own name, past the application's headers.
pub(crate) const fn is_server_trouble(status: u16) -> bool {
    matches!(status, 413 | 414 | 429 | 431 | 494..=499 | 500..=599)
}
