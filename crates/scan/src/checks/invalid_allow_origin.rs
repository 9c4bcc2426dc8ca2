use corsmith_fetch::Origin;

use crate::declare::declare_check;
use crate::shown::shown;
use crate::{Check, CheckContext, CheckMeta, Finding, OriginKind, Response, Severity};

declare_check! {
    /// `Access-Control-Allow-Origin` is not one origin, `*` or `null`.
    ///
    /// ## What it does
    ///
    /// Reports a field that is sent more than once, a list, a pattern such as
    /// `https://*.example.com`, a URL with a path or a slash at the end, a host without a scheme,
    /// and spellings that no browser sends.
    ///
    /// ## Why is this bad?
    ///
    /// Browsers compare the value with the page's origin byte by byte. A value that no origin
    /// equals lets nobody read, and pages fail whose authors meant to allow them.
    ///
    /// ## How to fix it
    ///
    /// Send one origin, chosen by the request's `Origin`, with `Vary: Origin`. Two fields usually
    /// come from two programs, such as an application and the proxy before it: let one of them do
    /// it.
    ///
    /// ## References
    ///
    /// * [Fetch: header syntax](https://fetch.spec.whatwg.org/#http-new-header-syntax)
    /// * [Fetch: CORS check](https://fetch.spec.whatwg.org/#concept-cors-check)
    struct InvalidAllowOrigin {
        code: "CS221",
        name: "invalid-allow-origin",
        topic: Cors,
        severity: Medium,
        profiles: All,
        since: "0.1.0",
        clause: "https://fetch.spec.whatwg.org/#http-new-header-syntax",
    }
}

pub(super) static CHECK: &dyn Check = &InvalidAllowOrigin;

impl Check for InvalidAllowOrigin {
    fn meta(&self) -> &'static CheckMeta {
        &META
    }

    fn check(&self, context: &CheckContext<'_>, findings: &mut Vec<Finding>) {
        for resource in 0..context.recording.resources.len() {
            let answers = context.own_answers(resource);
            // What repeats a probe's odd value says nothing about what is sent otherwise.
            let answers = answers.iter().filter(|it| {
                use OriginKind::{File, Malformed, RareCharacter};
                !matches!(it.entry.origin, Some(File | Malformed | RareCharacter))
            });
            let faults = answers.filter_map(|it| Some((it.index, fault(it.answer)?)));
            let Some((index, fault)) =
                faults.max_by_key(|(index, fault)| (fault.severity, std::cmp::Reverse(*index)))
            else {
                continue;
            };
            let help = "send exactly one origin, as browsers send it, or `*`";
            findings.push(
                Finding::new(&META, (resource, vec![index]), fault.message, help)
                    .severity(fault.severity),
            );
        }
    }
}

struct Fault {
    severity: Severity,
    message: String,
}

/// What is wrong with the field; `None` without one.
fn fault(answer: &Response) -> Option<Fault> {
    let values: Vec<String> = answer.texts("access-control-allow-origin").collect();
    let value = values.first()?;
    let medium = |message: String| Some(Fault { severity: Severity::Medium, message });
    let field = "`Access-Control-Allow-Origin`";
    if values.len() > 1 {
        let (count, values) = (values.len(), shown(&values.join(", ")));
        return medium(format!(
            "{field} is sent {count} times ({values}), so that browsers take it for none"
        ));
    }
    let is_origin = |it: &str| Origin::parse(it).is_ok_and(|origin| origin.serialize() == it);
    if value.is_empty() {
        // It allows nobody, as it should where nobody is meant.
        let message = format!("{field} is empty, which allows nobody; leave it out instead");
        return Some(Fault { severity: Severity::Info, message });
    }
    if value == "*" || value == "null" || is_origin(value) {
        return None;
    }
    let written = shown(value);
    let parts = value.split([',', ' ', ';', '|']);
    let places = parts.filter(|it| it.contains("://") || it.contains('.') || *it == "*");
    if value.contains([',', ' ', ';', '|']) && places.count() > 0 {
        medium(format!("{field} is a list ({written}), which no origin equals"))
    } else if value.contains('*') {
        medium(format!("{field} is a pattern ({written}), which browsers compare as it is"))
    } else {
        match Origin::parse(value) {
            Ok(origin) => medium(format!("{field} is {written}, and browsers send `{origin}`")),
            Err(_) if value.contains(['.', ':', '/']) => {
                medium(format!("{field} is {written}, which is no origin"))
            }
            // A word for nobody, such as `false`: it allows nobody, as it should.
            Err(_) => Some(Fault {
                severity: Severity::Info,
                message: format!("{field} is {written}, which is no origin; leave it out instead"),
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::META;
    use crate::Severity;
    use crate::vectors::{fires, passes, reported, visit};

    #[test]
    fn vectors() {
        let field = |value: &str| format!("Access-Control-Allow-Origin: {value}\n");
        for (case, value) in [
            ("a list", "https://a.example, https://b.example"),
            ("a list with spaces", "https://a.example https://b.example"),
            ("a wildcard in a list", "*, https://a.example"),
            ("a pattern", "https://*.example.com"),
            ("a slash at the end", "https://a.example/"),
            ("a path", "https://a.example/x"),
            ("a bare host", "a.example"),
            ("capitals", "https://A.example"),
            ("the port of the scheme", "https://a.example:443"),
        ] {
            fires(&META, case, &field(value));
            assert_eq!(reported(&META, &visit(&field(value)))[0].severity, Severity::Medium);
        }
        fires(&META, "twice the same", &(field("https://a.example") + &field("https://a.example")));
        fires(&META, "a word", &field("false"));
        for value in ["false", ""] {
            assert_eq!(reported(&META, &visit(&field(value)))[0].severity, Severity::Info);
        }
        for value in ["*", "null", "https://a.example", "http://[::1]:8080"] {
            passes(&META, "what browsers compare", &field(value));
        }
        passes(&META, "no such field", "");
    }
}
