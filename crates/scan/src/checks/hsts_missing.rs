use crate::declare::declare_check;
use crate::visited::Visited;

use crate::{Check, CheckContext, CheckMeta, Finding};

declare_check! {
    /// The answer has no `Strict-Transport-Security`.
    ///
    /// ## What it does
    ///
    /// Reports an answer over `https` without `Strict-Transport-Security`. Hosts that are addresses
    /// are left out, since HSTS does not apply to them, and so is `localhost`. Whether the host is
    /// in the lists that browsers carry is not known here: a host that is needs the field
    /// nevertheless, to stay in them.
    ///
    /// ## Why is this bad?
    ///
    /// Somebody who types the name of the host, or follows an old link, asks over plain `http`
    /// first. Who controls the network answers in the place of the server, and keeps the visitor on
    /// plain `http`.
    ///
    /// ## How to fix it
    ///
    /// Send `Strict-Transport-Security: max-age=31536000` on every answer over `https`; begin with
    /// a short time where that is a risk. Add `includeSubDomains` once every subdomain has `https`.
    ///
    /// ## References
    ///
    /// * [RFC 6797](https://www.rfc-editor.org/rfc/rfc6797#section-6.1)
    struct HstsMissing {
        code: "CS302",
        name: "no-hsts",
        topic: Headers,
        severity: Medium,
        profiles: All,
        since: "0.1.0",
        clause: "https://www.rfc-editor.org/rfc/rfc6797#section-6.1",
    }
}

pub(super) static CHECK: &dyn Check = &HstsMissing;

impl Check for HstsMissing {
    fn meta(&self) -> &'static CheckMeta {
        &META
    }

    fn check(&self, context: &CheckContext<'_>, findings: &mut Vec<Finding>) {
        let Some(seen) = Visited::in_need_of_hsts(context) else { return };
        if seen.answer.headers.contains("strict-transport-security") {
            return;
        }
        let message = "there is no `Strict-Transport-Security`: a visit that begins over plain \
        `http` can be kept there";
        let help =
            "send `Strict-Transport-Security: max-age=31536000` on every answer over `https`";
        findings.push(
            Finding::new(&META, seen.place(), message, help)
                .who("whoever controls the network between a visitor and the server")
                .fix("Strict-Transport-Security", "max-age=31536000".to_owned()),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::META;
    use crate::vectors::{fires, passes, reported, visit_to};

    #[test]
    fn vectors() {
        fires(&META, "no such field", "Content-Type: text/html");
        fires(&META, "an error page without it", "404\nContent-Type: text/html");
        passes(&META, "the field", "Strict-Transport-Security: max-age=31536000");
        passes(&META, "one that is wrong is another finding", "Strict-Transport-Security: x");
    }

    #[test]
    fn where_it_does_not_apply() {
        for url in [
            "http://api.example.com/",
            "https://192.0.2.1/",
            "https://[2001:db8::1]/",
            "https://localhost:8443/",
            "https://app.localhost./",
        ] {
            assert!(reported(&META, &visit_to(url, "Vary: Origin")).is_empty(), "{url}");
        }
    }
}
