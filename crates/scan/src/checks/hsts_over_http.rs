use crate::chain::url_of;
use crate::declare::declare_check;

use crate::{Check, CheckContext, CheckMeta, Finding, Purpose};

declare_check! {
    /// `Strict-Transport-Security` is sent over plain `http`, where browsers ignore it.
    ///
    /// ## What it does
    ///
    /// Reports the field on the answer to a visit over plain `http`.
    ///
    /// ## Why is this bad?
    ///
    /// A server must not send it there, and browsers ignore it: anybody on the network could have
    /// added it. It does no harm, and protects nobody.
    ///
    /// ## How to fix it
    ///
    /// Send it over `https`, and redirect plain `http` to `https`.
    ///
    /// ## References
    ///
    /// * [RFC 6797, section 7.2](https://www.rfc-editor.org/rfc/rfc6797#section-7.2)
    struct HstsOverHttp {
        code: "CS307",
        name: "hsts-over-http",
        topic: Headers,
        severity: Info,
        profiles: All,
        since: "0.1.0",
        clause: "https://www.rfc-editor.org/rfc/rfc6797#section-7.2",
    }
}

pub(super) static CHECK: &dyn Check = &HstsOverHttp;

impl Check for HstsOverHttp {
    fn meta(&self) -> &'static CheckMeta {
        &META
    }

    fn check(&self, context: &CheckContext<'_>, findings: &mut Vec<Finding>) {
        let plain = [Purpose::Visit, Purpose::PlainVisit]
            .into_iter()
            .flat_map(|purpose| context.recording.of(purpose));
        let sent = |(_, entry): &(usize, &crate::Entry)| {
            let url = url_of(entry);
            // An address has no HSTS, so that there is nothing to repair.
            url.scheme() == "http"
                && url.domain().is_some()
                && entry
                    .response()
                    .is_some_and(|it| it.headers.contains("strict-transport-security"))
        };
        let evidence: Vec<usize> = plain.filter(sent).map(|(index, _)| index).take(3).collect();
        if !evidence.is_empty() {
            let message =
                "`Strict-Transport-Security` is sent over plain `http`, where browsers ignore it";
            let help = "send it over `https`, and redirect plain `http` there";
            findings.push(Finding::new(&META, (0, evidence), message, help));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::META;
    use crate::vectors::{reported, visit_to};

    #[test]
    fn vectors() {
        let sent = "Strict-Transport-Security: max-age=1";
        for (url, answer, count) in [
            ("http://api.example.com/", sent, 1),
            ("https://api.example.com/", sent, 0),
            ("http://api.example.com/", "Vary: Origin", 0),
            ("http://192.0.2.1/", sent, 0),
        ] {
            assert_eq!(reported(&META, &visit_to(url, answer)).len(), count, "{url} {answer}");
        }
    }
}
