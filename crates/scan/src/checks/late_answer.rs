use crate::declare::declare_check;
use crate::shown::clean;

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
        let failed = [Purpose::Visit, Purpose::PlainVisit]
            .into_iter()
            .flat_map(|purpose| context.recording.of(purpose));
        for (index, entry) in failed {
            let Err(failure) = &entry.exchange.outcome else { continue };
            if failure.kind != FailureKind::Timeout {
                continue;
            }
            let message =
                format!("the answer did not come in time: {}", clean(&failure.to_string()));
            findings.push(Finding::new(
                &META,
                (entry.resource, vec![index]),
                message,
                "try again, from another network if a firewall is in the way",
            ));
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::META;
    use crate::vectors::{add_hop, hops, reported};
    use crate::{Failure, FailureKind, Purpose, Stage};

    #[test]
    fn vectors() {
        for (stage, kind, count) in [
            (Stage::Connect, FailureKind::Timeout, 1),
            (Stage::Body, FailureKind::Timeout, 1),
            (Stage::Head, FailureKind::Connection, 0),
        ] {
            let failure = Failure::new(stage, kind, "a `\u{1b}` byte");
            let mut recording = hops(Purpose::Visit, &[("https://a.test/", "302")]);
            assert!(reported(&META, &recording).is_empty());
            add_hop(&mut recording, Purpose::Visit, 1, "https://a.test/x", Err(failure));
            let found = reported(&META, &recording);
            assert_eq!(found.len(), count, "{stage}");
            assert!(!found.iter().any(|finding| finding.message.contains('\u{1b}')));
        }
    }
}
