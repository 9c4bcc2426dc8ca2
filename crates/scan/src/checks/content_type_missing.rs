use crate::declare::declare_check;
use corsmith_fetch::is_method;

use crate::shown::shown;
use crate::visited::Visited;

use crate::{Check, CheckContext, CheckMeta, Finding};

declare_check! {
    /// An answer with a body has no `Content-Type`.
    ///
    /// ## What it does
    ///
    /// Reports a body without a `Content-Type`, and one whose value is no type, such as `html`.
    /// Answers without a body need none.
    ///
    /// ## Why is this bad?
    ///
    /// Browsers guess the type from the bytes, so that what a user has uploaded as a text can be
    /// shown as a page, with its scripts.
    ///
    /// ## How to fix it
    ///
    /// Send the type with its encoding, such as `Content-Type: text/html; charset=utf-8`.
    ///
    /// ## References
    ///
    /// * [RFC 9110, section 8.3](https://www.rfc-editor.org/rfc/rfc9110#section-8.3)
    /// * [MIME Sniffing](https://mimesniff.spec.whatwg.org/#determining-the-computed-mime-type-of-a-resource)
    struct ContentTypeMissing {
        code: "CS365",
        name: "no-content-type",
        topic: Headers,
        severity: Low,
        profiles: All,
        since: "0.1.0",
        clause: "https://www.rfc-editor.org/rfc/rfc9110#section-8.3",
    }
}

pub(super) static CHECK: &dyn Check = &ContentTypeMissing;

impl Check for ContentTypeMissing {
    fn meta(&self) -> &'static CheckMeta {
        &META
    }

    fn check(&self, context: &CheckContext<'_>, findings: &mut Vec<Finding>) {
        let Some(seen) = Visited::of(context) else { return };
        let body = &seen.answer.body;
        if body.read == 0 && body.bytes.is_empty() || matches!(seen.answer.status, 204 | 304) {
            return;
        }
        // A redirect's body is not shown.
        if seen.answer.is_redirect() {
            return;
        }
        // Of several fields browsers take the last that is a type.
        let values: Vec<String> = seen.answer.texts("content-type").collect();
        let message = match values.last() {
            None => "there is no `Content-Type`: browsers guess the type from the bytes".to_owned(),
            Some(_) if values.iter().any(|value| is_type(value)) => return,
            Some(value) => format!(
                "`Content-Type` {} is no type: browsers guess one from the bytes",
                shown(value)
            ),
        };
        let help = "send the type with its encoding, such as `text/html; charset=utf-8`";
        findings.push(Finding::new(&META, seen.place(), message, help));
    }
}

/// Whether a value begins with two tokens and a slash between them.
fn is_type(value: &str) -> bool {
    let essence = value.split(';').next().unwrap_or_default().trim();
    // A type's halves are tokens, as a method is.
    essence.split_once('/').is_some_and(|(kind, subtype)| is_method(kind) && is_method(subtype))
}

#[cfg(test)]
mod tests {
    use super::META;
    use crate::vectors::{fires, passes};

    #[test]
    fn vectors() {
        fires(&META, "a body", "Vary: Origin\n\n<p>");
        fires(&META, "no type", "Content-Type: html\n\n<p>");
        fires(&META, "empty", "Content-Type:\n\n<p>");
        fires(&META, "on an error page", "500\nVary: Origin\n\nx");
        passes(&META, "a type", "Content-Type: text/html\n\n<p>");
        passes(
            &META,
            "a type with parameters",
            "Content-Type: application/problem+json;x=\"y\"\n\n{}",
        );
        passes(&META, "no body", "Vary: Origin");
        passes(&META, "a redirect", "302\nLocation: /x\n\nmoved");
    }
}
