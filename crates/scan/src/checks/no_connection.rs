use crate::declare::declare_check;
use crate::unanswered::Unanswered;
use crate::{Check, CheckContext, CheckMeta, FailureKind, Finding, Purpose};

declare_check! {
    /// There is no connection to the server, or it broke off.
    ///
    /// ## What it does
    ///
    /// Notes a visit for which there was no address, whose connection was refused, reset or closed,
    /// or for which no TLS came about: the port has none, or the server refused it. A visit over
    /// plain `http` beside one over `https` may fail so, and nothing is noted. What was not answered
    /// is not judged.
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
        let mut visits = Unanswered::among(context, &[Purpose::Visit]);
        findings.extend(
            visits
                .find(|visit| {
                    use FailureKind::{Connection, Handshake, NoAddress};
                    matches!(visit.failure.kind, Connection | Handshake | NoAddress)
                })
                .map(|visit| {
                    visit.finding(
                        &META,
                        "there is no connection, or it broke off",
                        "check the name, the port and the firewall",
                    )
                }),
        );
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
            (Stage::Resolve, FailureKind::NoAddress, true),
            (Stage::FirstByte, FailureKind::Connection, true),
            (Stage::Tls, FailureKind::Handshake, true),
            (Stage::Tls, FailureKind::Certificate, false),
            (Stage::Head, FailureKind::Timeout, false),
        ] {
            assert_eq!(reports_failure(&META, stage, kind), is_reported, "{stage}");
        }
    }
}
