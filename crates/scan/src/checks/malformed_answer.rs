use crate::declare::declare_check;
use crate::unanswered::Unanswered;
use crate::{Check, CheckContext, CheckMeta, FailureKind, Finding, Purpose};

declare_check! {
    /// The answer is malformed, and was refused.
    ///
    /// ## What it does
    ///
    /// Reports an answer to the visit that is no HTTP or breaks its grammar so that no client
    /// should read it: bytes that are not allowed in names or values, two lengths that differ, and
    /// the like. The finding says what was refused, and its evidence has the bytes.
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
    }
}

#[cfg(test)]
mod tests {
    use super::META;
    use crate::vectors::reports_failure;
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
