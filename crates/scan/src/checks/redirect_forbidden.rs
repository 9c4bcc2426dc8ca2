use crate::declare::declare_check;
use crate::shown::clean;

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
        for (index, entry) in context.recording.of(Purpose::Visit) {
            let Err(failure) = &entry.exchange.outcome else { continue };
            if entry.hop == 0 || failure.kind != FailureKind::Forbidden {
                continue;
            }
            let message =
                format!("a redirect leads where no scan follows: {}", clean(&failure.detail));
            let help =
                "tell the application its public address, or let the proxy rewrite `Location`";
            // The redirect itself is the entry before.
            let evidence = vec![index.saturating_sub(1), index];
            findings.push(Finding::new(&META, (entry.resource, evidence), message, help));
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
            (Stage::Address, FailureKind::Forbidden, 1),
            (Stage::Resolve, FailureKind::Forbidden, 1),
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
