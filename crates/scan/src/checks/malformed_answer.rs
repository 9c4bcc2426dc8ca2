use crate::declare::declare_check;
use crate::shown::clean;

use crate::{Check, CheckContext, CheckMeta, FailureKind, Finding, Purpose, Stage};

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
        let failed = [Purpose::Visit, Purpose::PlainVisit]
            .into_iter()
            .flat_map(|purpose| context.recording.of(purpose));
        for (index, entry) in failed {
            let Err(failure) = &entry.exchange.outcome else { continue };
            if failure.kind != FailureKind::Malformed || failure.stage == Stage::Address {
                continue;
            }
            let message = format!(
                "the answer is malformed, and was refused: {}",
                clean(&failure.to_string())
            );
            findings.push(Finding::new(
                &META,
                (entry.resource, vec![index]),
                message,
                "look at the bytes of the evidence",
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
            (Stage::Head, FailureKind::Malformed, 1),
            (Stage::Body, FailureKind::Malformed, 1),
            (Stage::Address, FailureKind::Malformed, 0),
            (Stage::Head, FailureKind::Timeout, 0),
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
