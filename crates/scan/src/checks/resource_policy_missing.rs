use crate::declare::declare_check;
use crate::visited::Visited;

use crate::{Check, CheckContext, CheckMeta, Finding};

declare_check! {
    /// The page has no `Cross-Origin-Resource-Policy`.
    ///
    /// ## What it does
    ///
    /// Notes an answer of a site without the field. This is no fault: it is a further line of
    /// defence, and matters for pictures and data more than for pages.
    ///
    /// ## Why is this bad?
    ///
    /// Any site can embed the answer as a picture, a script or a medium, with the visitor's cookies
    /// where they are sent; its bytes then are in that site's process.
    ///
    /// ## How to fix it
    ///
    /// Send `Cross-Origin-Resource-Policy: same-origin`, or `same-site`, on what other sites have
    /// no business with.
    ///
    /// ## References
    ///
    /// * [Fetch: Cross-Origin-Resource-Policy](https://fetch.spec.whatwg.org/#cross-origin-resource-policy-header)
    struct ResourcePolicyMissing {
        code: "CS330",
        name: "no-resource-policy",
        topic: Headers,
        severity: Info,
        profiles: Site,
        since: "0.1.0",
        clause: "https://fetch.spec.whatwg.org/#cross-origin-resource-policy-header",
    }
}

pub(super) static CHECK: &dyn Check = &ResourcePolicyMissing;

impl Check for ResourcePolicyMissing {
    fn meta(&self) -> &'static CheckMeta {
        &META
    }

    fn check(&self, context: &CheckContext<'_>, findings: &mut Vec<Finding>) {
        let Some(seen) = Visited::page_of(context) else { return };
        if seen.answer.headers.contains("cross-origin-resource-policy") {
            return;
        }
        let message =
            "there is no `Cross-Origin-Resource-Policy`: other sites can embed the answer";
        let help = "send `Cross-Origin-Resource-Policy: same-origin` on what other sites have \
        no business with";
        findings.push(
            Finding::new(&META, seen.place(), message, help)
                .fix("Cross-Origin-Resource-Policy", "same-origin".to_owned()),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::META;
    use crate::vectors::{fires, passes};

    #[test]
    fn vectors() {
        fires(&META, "a page without it", "Content-Type: text/html");
        passes(
            &META,
            "the field",
            "Content-Type: text/html\nCross-Origin-Resource-Policy: cross-origin",
        );
        passes(&META, "no page", "Content-Type: application/json");
    }
}
