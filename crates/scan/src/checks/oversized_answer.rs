use crate::declare::declare_check;
use crate::unanswered::Unanswered;
use crate::visited::Visited;
use crate::{Check, CheckContext, CheckMeta, FailureKind, Finding, Purpose, Response, Version};

use super::malformed_answer::unread_body;

declare_check! {
    /// The answer is bigger than many clients read.
    ///
    /// ## What it does
    ///
    /// Reports an answer to the visit whose head has more bytes or more fields than the limits of
    /// the scan allow, or which was given up for its size in another way. The finding names the
    /// limit, which is one of the scan: browsers read a head of 256 KiB, with any number of fields. An
    /// answer with very many fields is reported, and judged, where its head came in one piece.
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

/// More fields than that are refused by many clients.
const MANY: usize = 200;

impl Check for OversizedAnswer {
    fn meta(&self) -> &'static CheckMeta {
        &META
    }

    fn check(&self, context: &CheckContext<'_>, findings: &mut Vec<Finding>) {
        let mut visits = Unanswered::among(context, &[Purpose::Visit, Purpose::PlainVisit]);
        findings.extend(visits.find(|visit| visit.is_of_the_answer(FailureKind::TooLarge)).map(
            |visit| {
                visit.finding(
                    &META,
                    "the answer exceeds what this scan reads",
                    "send fewer and smaller fields",
                )
            },
        ));
        findings.extend(Visited::of(context).and_then(|seen| {
            many_fields(seen.answer).map(|count| {
                let unread = unread_body(seen.answer);
                let message = format!(
                    "the answer has {count} fields: browsers read them, and others give up at 100 \
                     or {MANY}{unread}"
                );
                Finding::new(&META, seen.place(), message, "send fewer fields")
            })
        }));
    }
}

/// How many fields an answer has that has more than many clients read. HTTP/2 has no such limit.
pub(super) fn many_fields(answer: &Response) -> Option<usize> {
    let count = answer.headers.len();
    (count > MANY && answer.version != Version::Http2).then_some(count)
}

#[cfg(test)]
mod tests {
    use super::META;
    use crate::vectors::{fires, passes, reports_failure};

    #[test]
    fn many_fields_are_read() {
        let fields = |count| (0..count).map(|it| format!("X-{it}: a\n")).collect::<String>();
        fires(&META, "300 fields", &fields(300));
        passes(&META, "200 fields", &fields(200));
    }

    use crate::{FailureKind, Stage};

    #[test]
    fn vectors() {
        for (stage, kind, is_reported) in [
            (Stage::Head, FailureKind::TooLarge, true),
            (Stage::Address, FailureKind::TooLarge, false),
            (Stage::Head, FailureKind::Malformed, false),
        ] {
            assert_eq!(reports_failure(&META, stage, kind), is_reported, "{stage}");
        }
    }
}
