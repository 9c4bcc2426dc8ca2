use crate::declare::declare_check;
use crate::shown::clean;

use crate::{Check, CheckContext, CheckMeta, FailureKind, Finding, Purpose};

declare_check! {
    /// There is no connection to the server, or it broke off.
    ///
    /// ## What it does
    ///
    /// Notes a visit for which there was no address, or whose connection was refused, reset or
    /// closed. Over plain `http` that is no fault, and nothing is noted. What was not answered is
    /// not judged.
    ///
    /// ## Why is this bad?
    ///
    /// The scan says nothing about an answer that it has not got.
    ///
    /// ## How to fix it
    ///
    /// Check the name, the port and the firewall, and try again.
    ///
    /// ## References
    ///
    /// * [RFC 9110, section 4.3](https://www.rfc-editor.org/rfc/rfc9110#section-4.3)
    struct NoConnection {
        code: "CS605",
        name: "no-connection",
        topic: Protocol,
        severity: Info,
        profiles: All,
        since: "0.1.0",
        clause: "https://www.rfc-editor.org/rfc/rfc9110#section-4.3",
    }
}

pub(super) static CHECK: &dyn Check = &NoConnection;

impl Check for NoConnection {
    fn meta(&self) -> &'static CheckMeta {
        &META
    }

    fn check(&self, context: &CheckContext<'_>, findings: &mut Vec<Finding>) {
        let failed = context.recording.of(Purpose::Visit);
        for (index, entry) in failed {
            let Err(failure) = &entry.exchange.outcome else { continue };
            if !matches!(failure.kind, FailureKind::Connection | FailureKind::NoAddress) {
                continue;
            }
            let message =
                format!("there is no connection, or it broke off: {}", clean(&failure.to_string()));
            findings.push(Finding::new(
                &META,
                (entry.resource, vec![index]),
                message,
                "check the name, the port and the firewall",
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
            (Stage::Resolve, FailureKind::NoAddress, 1),
            (Stage::FirstByte, FailureKind::Connection, 1),
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
