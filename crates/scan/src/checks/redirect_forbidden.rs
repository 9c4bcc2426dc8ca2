use crate::declare::declare_check;
use crate::unanswered::Unanswered;
use crate::{Check, CheckContext, CheckMeta, FailureKind, Finding, Purpose};

declare_check! {
    /// A redirect leads to an address that is not to be asked.
    ///
    /// ## What it does
    ///
    /// Reports a redirect of the visit to a private address, or to a port or scheme that is not for
    /// the web. It was not followed.
    ///
    /// ## Why is this bad?
    ///
    /// A public site that sends visitors to an address of a private network shows them whatever
    /// answers there on their own one, and tells how its own is numbered. Usually an application
    /// does not know its public name.
    ///
    /// ## How to fix it
    ///
    /// Tell the application its public address, or let the proxy rewrite `Location`.
    ///
    /// ## References
    ///
    /// * [RFC 9110, section 10.2.2](https://www.rfc-editor.org/rfc/rfc9110#section-10.2.2)
    struct RedirectForbidden {
        code: "CS606",
        name: "redirect-to-forbidden-address",
        topic: Protocol,
        severity: Low,
        profiles: All,
        since: "0.1.0",
        clause: "https://www.rfc-editor.org/rfc/rfc9110#section-10.2.2",
    }
}

pub(super) static CHECK: &dyn Check = &RedirectForbidden;

impl Check for RedirectForbidden {
    fn meta(&self) -> &'static CheckMeta {
        &META
    }

    fn check(&self, context: &CheckContext<'_>, findings: &mut Vec<Finding>) {
        let mut visits = Unanswered::among(context, &[Purpose::Visit]);
        let is_forbidden =
            |visit: &Unanswered<'_>| visit.hop > 0 && visit.failure.kind == FailureKind::Forbidden;
        findings.extend(visits.find(is_forbidden).map(|visit| {
            let mut finding = visit.finding(
                &META,
                "a redirect leads where no scan follows",
                "tell the application its public address, or let the proxy rewrite `Location`",
            );
            // The redirect itself is the entry before.
            finding.evidence.insert(0, visit.index - 1);
            finding
        }));
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
            (Stage::Address, FailureKind::Forbidden, true),
            (Stage::Resolve, FailureKind::Forbidden, true),
            (Stage::Head, FailureKind::Timeout, false),
        ] {
            assert_eq!(reports_failure(&META, stage, kind), is_reported, "{stage}");
        }
    }
}
