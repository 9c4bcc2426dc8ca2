//! An exchange in one line.

use corsmith_scan::{Entry, Finding, Response};

use super::clean;

/// The longest value that is shown in a line.
const VALUE: usize = 120;

/// What was asked and what of the answer matters to a finding: the status, what CORS reads, where
/// it leads, the fields that the finding names, and the one that it wants sent.
pub(super) fn evidence_line(entry: &Entry, finding: &Finding) -> String {
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
        Ok(answer) => line.push_str(&seen(answer, finding)),
        Err(failure) => line.push_str(&clean::line(&failure.to_string())),
    }
    line
}

fn seen(answer: &Response, finding: &Finding) -> String {
    let mut parts = vec![answer.status.to_string()];
    let wanted = finding.fix.as_ref().map(|fix| fix.name);
    for (name, value) in answer.headers.iter() {
        let is_shown = name.eq_ignore_ascii_case("vary")
            || starts_with(name, "access-control-")
            || name.eq_ignore_ascii_case("location") && answer.is_redirect()
            || wanted.is_some_and(|wanted| name.eq_ignore_ascii_case(wanted))
            || is_named(&finding.message, name);
        if is_shown {
            parts.push(field(name, value));
        }
    }
    if let Some(wanted) = wanted.filter(|wanted| !answer.headers.contains(wanted)) {
        parts.push(format!("no {wanted}"));
    }
    parts.join("; ")
}

/// Whether a message names a field, as `Name`, `Name: value` or, for cookies, as such.
fn is_named(message: &str, name: &str) -> bool {
    if name.eq_ignore_ascii_case("set-cookie") && message.contains("cookie") {
        return true;
    }
    message.split('`').skip(1).step_by(2).any(|quoted| {
        let quoted = quoted.split(':').next().unwrap_or_default();
        quoted.trim().eq_ignore_ascii_case(name)
    })
}

fn field(name: &str, value: &[u8]) -> String {
    let value = clean::value(name, &String::from_utf8_lossy(value));
    format!("{}: {}", clean::line(name), clean::shortened(&value, VALUE))
}

fn starts_with(name: &str, prefix: &str) -> bool {
    name.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix))
}

#[cfg(test)]
mod tests {
    use super::is_named;

    #[test]
    fn messages_name_fields() {
        assert!(is_named("`Server` says `nginx`", "server"));
        assert!(is_named("send `X-A: b`", "X-A"));
        assert!(is_named("the cookie `a` has no `Secure`", "Set-Cookie"));
        assert!(!is_named("Server says `nginx`", "server"));
        assert!(!is_named("", "server"));
    }
}
