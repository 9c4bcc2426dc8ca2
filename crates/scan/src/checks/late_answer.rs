use crate::declare::declare_check;
use crate::unanswered::Unanswered;
use crate::{Check, CheckContext, CheckMeta, FailureKind, Finding, Purpose};

declare_check! {
    /// The answer did not come in time.
    ///
    /// ## What it does
    ///
    /// Notes a visit that was given up because a deadline passed, and in which stage: connecting,
    /// TLS, the first byte, the rest. What was not answered is not judged.
    ///
    /// ## Why is this bad?
    ///
    /// The scan says nothing about an answer that it has not got.
    ///
    /// ## How to fix it
    ///
    /// Try again, from another network if a firewall is in the way, or with longer deadlines.
    ///
    /// ## References
    ///
    /// * [RFC 9110, section 15.5.9](https://www.rfc-editor.org/rfc/rfc9110#section-15.5.9)
    struct LateAnswer {
        code: "CS603",
        name: "late-answer",
        topic: Protocol,
        severity: Info,
        profiles: All,
        since: "0.1.0",
        clause: "https://www.rfc-editor.org/rfc/rfc9110#section-15.5.9",
    }
}

pub(super) static CHECK: &dyn Check = &LateAnswer;

impl Check for LateAnswer {
    fn meta(&self) -> &'static CheckMeta {
        &META
    }

    fn check(&self, context: &CheckContext<'_>, findings: &mut Vec<Finding>) {
        let mut visits = Unanswered::among(context, &[Purpose::Visit, Purpose::PlainVisit]);
        findings.extend(visits.find(|visit| visit.failure.kind == FailureKind::Timeout).map(
            |visit| {
                visit.finding(
                    &META,
                    "the answer did not come in time",
                    "try again, from another network if a firewall is in the way",
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
            (Stage::Connect, FailureKind::Timeout, true),
            (Stage::Body, FailureKind::Timeout, true),
            (Stage::Head, FailureKind::Connection, false),
        ] {
            assert_eq!(reports_failure(&META, stage, kind), is_reported, "{stage}");
        }
    }
}
