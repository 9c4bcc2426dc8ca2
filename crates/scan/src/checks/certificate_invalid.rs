use crate::chain::url_of;
use crate::declare::declare_check;

use crate::{Check, CheckContext, CheckMeta, FailureKind, Finding, Purpose};

declare_check! {
    /// The certificate of the site is not to be trusted.
    ///
    /// ## What it does
    ///
    /// Reports a certificate that has expired, is for another host, or comes from an authority that
    /// browsers do not trust. It is judged by the roots that Mozilla publishes, and by those that
    /// the user added.
    ///
    /// ## Why is this bad?
    ///
    /// Browsers show a warning instead of the site. Visitors who learn to click it away click it
    /// away as well when somebody else answers.
    ///
    /// ## How to fix it
    ///
    /// Get a certificate for the host, let it be renewed by itself, and send the whole chain.
    ///
    /// ## References
    ///
    /// * [RFC 9110, section 4.3.4](https://www.rfc-editor.org/rfc/rfc9110#section-4.3.4)
    struct CertificateInvalid {
        code: "CS540",
        name: "certificate-invalid",
        topic: Site,
        severity: High,
        profiles: All,
        since: "0.1.0",
        clause: "https://www.rfc-editor.org/rfc/rfc9110#section-4.3.4",
    }
}

pub(super) static CHECK: &dyn Check = &CertificateInvalid;

impl Check for CertificateInvalid {
    fn meta(&self) -> &'static CheckMeta {
        &META
    }

    fn check(&self, context: &CheckContext<'_>, findings: &mut Vec<Finding>) {
        for (index, entry) in context.recording.of(Purpose::Visit) {
            let exchange = &entry.exchange;
            let why = match (&exchange.tls, &exchange.outcome) {
                (Some(crate::Tls { invalid: Some(why), .. }), _) => why,
                (_, Err(failure)) if failure.kind == FailureKind::Certificate => &failure.detail,
                _ => continue,
            };
            if !context.recording.target.is_schemelessly_same_site(url_of(entry)) {
                continue;
            }
            let host = crate::shown::shown(url_of(entry).host_str().unwrap_or_default());
            let message = format!("browsers do not trust the certificate of {host}: {why}");
            let help =
                "get a certificate for the host that renews itself, and send the whole chain";
            findings.push(
                Finding::new(&META, (entry.resource, vec![index]), message, help)
                    .who("whoever controls the network of a visitor who clicks the warning away"),
            );
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::META;
    use crate::vectors::{add_hop, hops, reported, visit};
    use crate::{Failure, FailureKind, Purpose, Stage, Tls};

    #[test]
    fn vectors() {
        for (invalid, count) in [(None, 0), (Some("it has expired".to_owned()), 1)] {
            let mut recording = visit("Vary: Origin");
            recording.entries[0].exchange.tls = Some(Tls { invalid, ..Tls::default() });
            assert_eq!(reported(&META, &recording).len(), count);
        }
        for (kind, url, count) in [
            (FailureKind::Certificate, "https://a.example.com/", 1),
            (FailureKind::Certificate, "https://a.test/", 0),
            (FailureKind::Handshake, "https://a.example.com/", 0),
            (FailureKind::Timeout, "https://a.example.com/", 0),
        ] {
            let mut recording = hops(Purpose::Visit, &[("https://example.com/", "301")]);
            let failure = Failure::new(Stage::Tls, kind, "it is for another host");
            add_hop(&mut recording, Purpose::Visit, 1, url, Err(failure));
            assert_eq!(reported(&META, &recording).len(), count, "{url}");
        }
    }
}
