//! An exchange in one line.

use corsmith_scan::{Entry, Response};

use super::clean;

/// The longest value that is shown in a line.
const VALUE: usize = 120;

/// What was asked and what of the answer matters: its status, what CORS reads, where it leads, and
/// the fields in `names`, in lower case; `Name: (none)` for those that are not there.
pub(super) fn evidence_line(entry: &Entry, names: &[String]) -> String {
    let request = &entry.exchange.request;
    let mut line = clean::line(&format!("{} {}", request.method, request.url));
    for (name, value) in request.headers.iter() {
        let is_asked =
            name.eq_ignore_ascii_case("origin") || starts_with(name, "access-control-request-");
        if is_asked {
            line.push_str(&format!("; {}", field(name, value)));
        }
    }
    line.push_str(" -> ");
    match &entry.exchange.outcome {
        Ok(answer) => line.push_str(&seen(answer, names)),
        Err(failure) => line.push_str(&clean::line(&failure.to_string())),
    }
    line
}

fn seen(answer: &Response, names: &[String]) -> String {
    let mut parts = vec![answer.status.to_string()];
    for (name, value) in answer.headers.iter() {
        let lower = name.to_ascii_lowercase();
        let is_shown = lower == "vary"
            || lower.starts_with("access-control-")
            || lower == "location" && answer.is_redirect()
            || names.contains(&lower);
        if is_shown {
            parts.push(field(name, value));
        }
    }
    for name in names.iter().filter(|name| !answer.headers.contains(name)) {
        parts.push(format!("{name}: (none)"));
    }
    parts.join("; ")
}

fn field(name: &str, value: &[u8]) -> String {
    let value = clean::value(name, &String::from_utf8_lossy(value));
    format!("{}: {}", clean::line(name), clean::shortened(&value, VALUE))
}

fn starts_with(name: &str, prefix: &str) -> bool {
    name.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix))
}
