use crate::declare::declare_check;
use crate::shown::shown;
use crate::unanswered::Unanswered;
use crate::visited::Visited;
use crate::{Check, CheckContext, CheckMeta, FailureKind, Finding, Purpose, Response, Version};

declare_check! {
    /// The answer is malformed.
    ///
    /// ## What it does
    ///
    /// Reports an answer to the visit that is no HTTP or breaks its grammar so that no client
    /// should read it: bytes that are not allowed in names or values, two lengths that differ, and
    /// the like. The finding says what was refused, and its evidence has the bytes. An answer with
    /// control characters in a value is read, as browsers do, and reported too.
    ///
    /// ## Why is this bad?
    ///
    /// Clients differ in what they make of it. Where a proxy and a server differ, one visitor can
    /// be given the answer of another (request smuggling, response splitting).
    ///
    /// ## How to fix it
    ///
    /// Look at the bytes of the evidence; usually an application writes a field from a text that
    /// has a line break in it.
    ///
    /// ## References
    ///
    /// * [RFC 9112, section 2.2](https://www.rfc-editor.org/rfc/rfc9112#section-2.2)
    struct MalformedAnswer {
        code: "CS601",
        name: "malformed-answer",
        topic: Protocol,
        severity: Low,
        profiles: All,
        since: "0.1.0",
        clause: "https://www.rfc-editor.org/rfc/rfc9112#section-2.2",
    }
}

pub(super) static CHECK: &dyn Check = &MalformedAnswer;

impl Check for MalformedAnswer {
    fn meta(&self) -> &'static CheckMeta {
        &META
    }

    fn check(&self, context: &CheckContext<'_>, findings: &mut Vec<Finding>) {
        let mut visits = Unanswered::among(context, &[Purpose::Visit, Purpose::PlainVisit]);
        findings.extend(visits.find(|visit| visit.is_of_the_answer(FailureKind::Malformed)).map(
            |visit| {
                visit.finding(
                    &META,
                    "the answer is malformed, and was refused",
                    "look at the bytes of the evidence",
                )
            },
        ));
        findings.extend(Visited::of(context).and_then(|seen| {
            let (name, byte) = control(seen.answer)?;
            let unread = unread_body(seen.answer);
            let message = format!(
                "the value of {} has the control byte 0x{byte:02x}: browsers read it, and others \
                 refuse the answer{unread}",
                shown(&name)
            );
            Some(Finding::new(&META, seen.place(), message, "leave it out"))
        }));
    }
}

/// The first control character of a value, but for tabs (RFC 9110, section 5.5). HTTP/2 has none.
pub(super) fn control(answer: &Response) -> Option<(String, u8)> {
    if answer.version == Version::Http2 {
        return None;
    }
    answer.headers.iter().find_map(|(name, value)| {
        let byte = value.iter().find(|byte| byte.is_ascii_control() && **byte != b'\t')?;
        Some((name.to_owned(), *byte))
    })
}

/// What has to be known of an answer that the scan's client refused after its head.
pub(super) fn unread_body(answer: &Response) -> &'static str {
    if answer.body.is_unread() { "; this scan has not read its body" } else { "" }
}

#[cfg(test)]
mod tests {
    use super::META;
    use crate::vectors::{fires, passes, reports_failure};

    #[test]
    fn control_characters_are_read() {
        fires(&META, "an escape character", "X-A: \u{1b}[31m");
        passes(&META, "a tab", "X-A: a\tb");
        passes(&META, "another character", "X-A: é");
    }

    use crate::{FailureKind, Stage};

    #[test]
    fn vectors() {
        for (stage, kind, is_reported) in [
            (Stage::Head, FailureKind::Malformed, true),
            (Stage::Body, FailureKind::Malformed, true),
            (Stage::Address, FailureKind::Malformed, false),
            (Stage::Head, FailureKind::Timeout, false),
        ] {
            assert_eq!(reports_failure(&META, stage, kind), is_reported, "{stage}");
        }
    }
}
