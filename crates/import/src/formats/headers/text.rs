//! From a text to the answers in it.

use std::borrow::Cow;

use corsmith_diagnose::capture::{MAX_CURL_EXCHANGES, read_curl};
use corsmith_fetch::is_header_name;

use super::answer::Answer;

/// Whether some line is a status line, a command, or a header.
pub(super) fn is_headers(text: &str) -> bool {
    has_heads(text)
        || text.lines().any(|line| is_field(line) || name_alone(line).is_some_and(is_of_cors))
}

/// The answers in `text`, in order. At most [`MAX_CURL_EXCHANGES`] are taken.
pub(super) fn answers(text: &str) -> Vec<Answer> {
    let text = unfolded(text);
    let text = joined(&text);
    let exchanges = if has_heads(&text) {
        read_curl(&text)
    } else {
        // Without status lines a blank line is all that parts two answers.
        let mut exchanges = Vec::new();
        for block in blocks(&text) {
            exchanges.extend(read_curl(&block));
            if exchanges.len() > MAX_CURL_EXCHANGES {
                break;
            }
        }
        exchanges
    };
    exchanges.into_iter().map(Answer::new).collect()
}

/// A value that goes on in the next line, which begins with a blank (RFC 9112, section 5.2), is one
/// line. Clients read it so.
fn unfolded(text: &str) -> Cow<'_, str> {
    let is_folded = |line: &str| line.starts_with([' ', '\t']) && !line.trim().is_empty();
    // Where every line is indented, none goes on.
    if text.lines().all(|line| line.is_empty() || is_folded(line)) {
        return Cow::Owned(text.lines().map(|line| format!("{}\n", line.trim_start())).collect());
    }
    let goes_on = |before: &str, line: &str| is_folded(line) && is_field(before) && !is_field(line);
    let mut lines = text.lines();
    let Some(mut start) = lines.next() else { return Cow::Borrowed(text) };
    let mut unfolded = start.trim_end().to_owned();
    for line in lines {
        if goes_on(start, line) {
            unfolded.push(' ');
            unfolded.push_str(line.trim());
        } else {
            unfolded.push('\n');
            unfolded.push_str(line);
            start = line;
        }
    }
    unfolded.push('\n');
    Cow::Owned(unfolded)
}

/// Whether there are first lines of messages, or commands, so that `curl`'s reader finds its way.
fn has_heads(text: &str) -> bool {
    const BEGINNINGS: [&str; 6] = ["HTTP/", "< HTTP/", "> ", "curl ", "$ curl ", "Request URL"];
    text.lines().any(|line| BEGINNINGS.iter().any(|it| line.trim_start().starts_with(it)))
}

/// The blocks between blank lines.
fn blocks(text: &str) -> Vec<String> {
    let mut blocks = vec![String::new()];
    for line in text.lines() {
        if line.trim().is_empty() {
            if blocks.last().is_some_and(|block| !block.is_empty()) {
                blocks.push(String::new());
            }
        } else if let Some(block) = blocks.last_mut() {
            block.push_str(line);
            block.push('\n');
        }
    }
    blocks.retain(|block| !block.is_empty());
    blocks
}

/// Headers of the CORS protocol and `Vary` whose values are on lines of their own, as DevTools copy
/// them, become one line each.
fn joined(text: &str) -> Cow<'_, str> {
    let is_known = |name: &str| is_of_cors(name) || name.eq_ignore_ascii_case("vary");
    let alone = |line| name_alone(line).filter(|name| is_known(name));
    if !text.lines().any(|line| alone(line).is_some()) {
        return Cow::Borrowed(text);
    }
    let mut joined = String::with_capacity(text.len());
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        match (alone(line), lines.peek()) {
            (Some(name), Some(next)) if !next.trim().is_empty() && !is_field(next) => {
                joined.push_str(name);
                joined.push_str(": ");
                joined.push_str(next.trim());
                lines.next();
            }
            _ => joined.push_str(line),
        }
        joined.push('\n');
    }
    Cow::Owned(joined)
}

/// The header's name in a line that has nothing else.
fn name_alone(line: &str) -> Option<&str> {
    let line = line.trim();
    let name = line.strip_suffix(':').unwrap_or(line);
    is_header_name(name).then_some(name)
}

/// `name: value`, and not an address.
fn is_field(line: &str) -> bool {
    line.trim()
        .split_once(':')
        .is_some_and(|(name, value)| is_header_name(name) && !value.starts_with("//"))
}

fn is_of_cors(name: &str) -> bool {
    const PREFIX: &str = "access-control-";
    name.get(..PREFIX.len()).is_some_and(|start| start.eq_ignore_ascii_case(PREFIX))
}
