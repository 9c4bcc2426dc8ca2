use crate::declare::declare_check;
use crate::visited::Visited;

use crate::{Check, CheckContext, CheckMeta, Finding};

declare_check! {
    /// The server answers with an error of its own.
    ///
    /// ## What it does
    ///
    /// Notes an answer to the visit with a status of 500 or more. Its fields are judged as those of
    /// any other answer.
    ///
    /// ## Why is this bad?
    ///
    /// What is judged is the error page, which often comes from another part of the server than the
    /// site and has other fields.
    ///
    /// ## How to fix it
    ///
    /// Scan again when the site works; then see to it that error pages have the security fields
    /// too.
    ///
    /// ## References
    ///
    /// * [RFC 9110, section 15.6](https://www.rfc-editor.org/rfc/rfc9110#section-15.6)
    struct ServerError {
        code: "CS604",
        name: "server-error",
        topic: Protocol,
        severity: Info,
        profiles: All,
        since: "0.1.0",
        clause: "https://www.rfc-editor.org/rfc/rfc9110#section-15.6",
    }
}

pub(super) static CHECK: &dyn Check = &ServerError;

impl Check for ServerError {
    fn meta(&self) -> &'static CheckMeta {
        &META
    }

    fn check(&self, context: &CheckContext<'_>, findings: &mut Vec<Finding>) {
        let Some(seen) = Visited::of(context).filter(|seen| seen.answer.status >= 500) else {
            return;
        };
        let message = format!(
            "the server answers with {}: the fields of its error page are judged",
            seen.answer.status
        );
        let help = "scan again when the site works";
        findings.push(Finding::new(&META, seen.place(), message, help));
    }
}

#[cfg(test)]
mod tests {
    use super::META;
    use crate::vectors::{fires, passes};

    #[test]
    fn vectors() {
        fires(&META, "an error", "500");
        fires(&META, "unavailable", "503\nRetry-After: 1");
        passes(&META, "a success", "200");
        passes(&META, "not found", "404");
    }
}
