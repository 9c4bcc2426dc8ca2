use crate::declare::declare_check;
use crate::shown::clean;

use crate::{Check, CheckContext, CheckMeta, FailureKind, Finding, Purpose, Stage};

declare_check! {
    /// The answer is bigger than clients read.
    ///
    /// ## What it does
    ///
    /// Reports an answer to the visit whose head has more bytes or more fields than the limits of
    /// the scan allow, or which was given up for its size in another way. The finding names the
    /// limit.
    ///
    /// ## Why is this bad?
    ///
    /// Proxies and browsers have limits of the same order (often 8 to 64 KiB for a head) and answer
    /// with an error, or drop the connection.
    ///
    /// ## How to fix it
    ///
    /// Send fewer and smaller fields. Often it is a policy that lists every host of a company, or
    /// cookies that hold data.
    ///
    /// ## References
    ///
    /// * [RFC 9110, section 5.4](https://www.rfc-editor.org/rfc/rfc9110#section-5.4)
    struct OversizedAnswer {
        code: "CS602",
        name: "oversized-answer",
        topic: Protocol,
        severity: Low,
        profiles: All,
        since: "0.1.0",
        clause: "https://www.rfc-editor.org/rfc/rfc9110#section-5.4",
    }
}

pub(super) static CHECK: &dyn Check = &OversizedAnswer;

impl Check for OversizedAnswer {
    fn meta(&self) -> &'static CheckMeta {
        &META
    }

    fn check(&self, context: &CheckContext<'_>, findings: &mut Vec<Finding>) {
        let failed = [Purpose::Visit, Purpose::PlainVisit]
            .into_iter()
            .flat_map(|purpose| context.recording.of(purpose));
        for (index, entry) in failed {
            let Err(failure) = &entry.exchange.outcome else { continue };
            if failure.kind != FailureKind::TooLarge || failure.stage == Stage::Address {
                continue;
            }
            let message =
                format!("the answer exceeds what clients read: {}", clean(&failure.to_string()));
            findings.push(Finding::new(
                &META,
                (entry.resource, vec![index]),
                message,
                "send fewer and smaller fields",
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
            (Stage::Head, FailureKind::TooLarge, 1),
            (Stage::Address, FailureKind::TooLarge, 0),
            (Stage::Head, FailureKind::Malformed, 0),
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
